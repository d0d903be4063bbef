using System.Buffers.Text;
using System.Text;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>
/// A reader of a stream that looks at each frame and checks that of each key it follows each round's session comes, in order. It comes
/// back with the last id when its connection ends.
/// </summary>
internal sealed class LoadReader(HttpClient http, string path, IReadOnlyCollection<int> keys, int rounds, StreamedSessions seen)
{
    private const int BufferBytes = 32 * 1024;
    private const int SampleOneOf = 32;

    private readonly Dictionary<int, int> nextRound = keys.ToDictionary(key => key, _ => 0);
    private long left = (long)keys.Count * rounds;
    private string? lastEventId;
    private int sampled;

    /// <summary>How often it had to come back.</summary>
    public int Returns { get; private set; }

    /// <summary>Reads until it has all.</summary>
    /// <param name="pause">How long it waits after each piece that it reads, for as long as it is slow; null when it is not.</param>
    /// <param name="slowness">Ends its slowness.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(TimeSpan? pause, CancellationToken slowness, CancellationToken cancellationToken)
    {
        while (left > 0)
        {
            try
            {
                await ReadAsync(pause, slowness, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                // The server does not wait for long for who does not read.
            }

            if (left > 0)
            {
                Returns++;
            }
        }
    }

    private async Task ReadAsync(TimeSpan? pause, CancellationToken slowness, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[BufferBytes];
        var filled = 0;
        while (left > 0)
        {
            var isSlow = pause is not null && !slowness.IsCancellationRequested;
            var count = await body.ReadAsync(buffer.AsMemory(filled, isSlow ? Math.Min(512, buffer.Length - filled) : buffer.Length - filled), cancellationToken);
            if (count == 0)
            {
                return;
            }

            filled += count;
            filled = Take(buffer, filled);
            if (isSlow)
            {
                await Task.Delay(pause!.Value, TimeProvider.System, slowness).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private int Take(byte[] buffer, int filled)
    {
        var rest = buffer.AsSpan(0, filled);
        var (newFrames, again) = (0, 0);
        while (rest.IndexOf("\n\n"u8) is >= 0 and var end)
        {
            var frame = rest[..end];
            rest = rest[(end + 2)..];
            if (frame.StartsWith("id: "u8))
            {
                var line = frame[4..frame.IndexOf((byte)'\n')];
                if (IsNew(frame))
                {
                    newFrames++;
                    left--;
                }
                else
                {
                    again++;
                }

                lastEventId = left > 0 ? Encoding.ASCII.GetString(line) : null;
            }
        }

        seen.Count(newFrames, again);
        rest.CopyTo(buffer);
        return rest.Length;
    }

    private bool IsNew(ReadOnlySpan<byte> frame)
    {
        var key = ReadNumber(frame, "\"key\":\"k"u8);
        var round = ReadNumber(frame, "\"sum_n\":"u8);
        var expected = nextRound[key];
        if (round < expected)
        {
            return false;
        }

        if (round > expected)
        {
            throw new InvalidOperationException($"{path}: of key {key} round {expected} is missing; {round} came.");
        }

        nextRound[key] = round + 1;
        if (++sampled % SampleOneOf == 0)
        {
            seen.Sample(round);
        }

        return true;
    }

    private static int ReadNumber(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name) =>
        Utf8Parser.TryParse(frame[(frame.IndexOf(name) + name.Length)..], out int number, out _)
            ? number
            : throw new InvalidOperationException($"Not a frame: {Encoding.UTF8.GetString(frame)}");
}
