using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace OrleansSessions.Host.Tests.Fuzzing;

/// <summary>
/// The endpoints, over generated requests to the real server. <c>FUZZ_REQUESTS</c> sets how many: 4,000 by default, 500,000 or more
/// in the long form.
/// </summary>
public sealed class HttpFuzzTests(InProcessService service, ITestOutputHelper output) : IClassFixture<InProcessService>
{
    private static readonly int Count = TestSize.Of("FUZZ_REQUESTS", 4_000);

    [Fact]
    public void Send_AnyRequest_IsAnsweredInTimeAndNamesWhatIsWrong()
    {
        var byStatus = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        Run(Count / 10, byStatus);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();

        Run(Count - (Count / 10), byStatus);

        var elapsed = Stopwatch.GetElapsedTime(started);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(
            $"{Count:N0} requests in {elapsed.TotalSeconds:N0} s; memory grew by {grown / 1024:N0} KiB; "
            + string.Join(", ", byStatus.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value:N0}")));
        Assert.InRange(grown, long.MinValue, 64 << 20);
        // Each answer must be common, or the requests would say little about it.
        Assert.All([400, 404, 405, 415], status => Assert.InRange(byStatus.GetValueOrDefault(status), Count / 100, int.MaxValue));
        Assert.InRange(byStatus.GetValueOrDefault(200), Count / 4, int.MaxValue);
    }

    [Fact]
    public void Connect_AnyBytes_EndWithoutHarm() => Gen.Select(
        Gen.OneOf("", "POST /sessionizers/activity/events HTTP/1.1\r\nHost: localhost\r\n", "GET / HTTP/1.1\r\n", "POST /sessionizers/activity/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"),
        FuzzInputs.Line).Holds(Math.Max(200, Count / 100), input =>
    {
        using var connection = new TcpClient();
        connection.Connect("127.0.0.1", service.Http.BaseAddress!.Port);
        connection.ReceiveTimeout = 20_000;
        var stream = connection.GetStream();
        try
        {
            stream.Write([.. Encoding.ASCII.GetBytes(input.Item1), .. input.Item2, .. "\r\n\r\n"u8]);
            connection.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            var answer = reader.ReadToEnd();
            Assert.DoesNotContain("HTTP/1.1 500", answer, StringComparison.Ordinal);
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown })
        {
            // It does not listen to the end of what is no request.
        }
    });

    private void Run(int count, System.Collections.Concurrent.ConcurrentDictionary<int, int> byStatus) =>
        FuzzInputs.Request.Holds(count, request => SendAsync(request, byStatus).GetAwaiter().GetResult());

    private async Task SendAsync(FuzzRequest request, System.Collections.Concurrent.ConcurrentDictionary<int, int> byStatus)
    {
        using var message = request.ToMessage();
        using var response = await service.Http.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        byStatus.AddOrUpdate((int)response.StatusCode, 1, (_, known) => known + 1);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        if (text.Length == 0 && request.Path.Contains("%00", StringComparison.Ordinal))
        {
            // What is no path at all is refused by the server, before anything of ours sees it.
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
        else if ((int)response.StatusCode >= 400)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(text);
            Assert.Equal((int)response.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
            Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
        }
        else if (request.IsOfPlainLines)
        {
            AssertEachLineIsAnswered(request, text);
        }
    }

    private static void AssertEachLineIsAnswered(FuzzRequest request, string text)
    {
        using var answer = JsonDocument.Parse(text);
        var root = answer.RootElement;
        var problems = root.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt64()).ToList();
        var lines = Encoding.Latin1.GetString(request.Body).Split('\n')
            .Select((line, index) => (Line: Trim(line, index), Number: index + 1L)).Where(line => line.Line.Length > 0).ToList();
        var accepted = root.GetProperty("accepted").GetInt32();

        Assert.Equal(lines.Count, accepted + problems.Count);
        Assert.Equal(problems.Distinct().Order(), problems);
        Assert.Subset(lines.Select(line => line.Number).ToHashSet(), problems.ToHashSet());
        Assert.All(root.GetProperty("problems").EnumerateArray(), problem => Assert.NotEmpty(problem.GetProperty("reason").GetString()!));
    }

    private static string Trim(string line, int index) =>
        (index == 0 && line.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? line[3..] : line).Trim(' ', '\t', '\r');
}
