using System.Text;
using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Subscriber;

/// <summary>Writes what it takes to a file of its partition before it counts as taken.</summary>
[ImplicitStreamSubscription("load")]
internal sealed class RecordingSubscriberGrain : SessionSubscriberGrain<FieldResult>
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("SUBSCRIBER_FOLDER") ?? throw new InvalidOperationException("SUBSCRIBER_FOLDER is not set.");

    protected override async Task OnClosedAsync(IReadOnlyList<ClosedSession<FieldResult>> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);

        // Race: while silos are lost there may be two of it, and an append goes to where the end was when the file was opened: one
        // would write over the other. Who comes second throws here, and gets the same sessions again.
        await using var alone = new FileStream(
            Path.Combine(Folder, $"{Partition}.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        await using var file = new FileStream(
            Path.Combine(Folder, $"{Partition}.txt"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var text = new StringBuilder();
        if (EndsInMidLine(file))
        {
            // Who wrote it was killed.
            text.Append('\n');
        }

        foreach (var session in sessions)
        {
            text.Append(SessionLine.Of(session)).Append('\n');
        }

        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static bool EndsInMidLine(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}
