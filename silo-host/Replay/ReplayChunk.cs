using OrleansSessions.Fields;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Replay;

/// <summary>Events that are appended together, with what is needed to say which line each was.</summary>
internal sealed class ReplayChunk(bool keepsLines)
{
    private const int MaxEvents = 10_000;

    private readonly List<SessionEvent<FieldEvent>> events = new(MaxEvents);
    private readonly List<long> numbers = new(MaxEvents);
    private readonly List<byte[]> lines = [];

    public int Count => events.Count;

    public bool IsFull => events.Count == MaxEvents;

    public IReadOnlyList<SessionEvent<FieldEvent>> Events => events;

    public void Add(SessionEvent<FieldEvent> item, NumberedJson line)
    {
        events.Add(item);
        numbers.Add(line.Number);
        if (keepsLines)
        {
            lines.Add(line.Json.ToArray());
        }
    }

    public long NumberOf(int index) => numbers[index];

    public ReadOnlyMemory<byte> LineOf(int index) => lines[index];

    public void Clear()
    {
        events.Clear();
        numbers.Clear();
        lines.Clear();
    }
}
