using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OrleansSessions.Host.Tests.Storage;

/// <summary>A request whose body does not come to its end. By hand, for a client of the framework reads no answer before that.</summary>
internal sealed class OpenRequest : IDisposable
{
    private readonly TcpClient connection = new();

    /// <summary>Whether an answer has come.</summary>
    public bool IsAnswered => connection.Available > 0;

    /// <summary>Sends the headers and the first part of a body.</summary>
    public static Task<OpenRequest> PostAsync(Uri address, string body)
    {
        var bytes = Encoding.UTF8.GetByteCount(body).ToString("x", CultureInfo.InvariantCulture);
        return SendAsync(address, $"POST {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nTransfer-Encoding: chunked\r\n\r\n{bytes}\r\n{body}\r\n");
    }

    /// <summary>Sends just that.</summary>
    public static async Task<OpenRequest> SendAsync(Uri address, string text)
    {
        var request = new OpenRequest();
        await request.connection.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await request.connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        return request;
    }

    /// <summary>All of the answer, which comes in chunks.</summary>
    public async Task<string> ReadAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within, TimeProvider.System);
        var answer = "";
        var buffer = new byte[4_096];
        while (!answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await connection.GetStream().ReadAsync(buffer, limit.Token);
            Assert.NotEqual(0, count);
            answer += Encoding.UTF8.GetString(buffer, 0, count);
        }

        return answer;
    }

    public void Dispose() => connection.Dispose();
}
