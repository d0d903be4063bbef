using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>A request's body as it is sent: so many bytes, and no more waiting for them than is allowed.</summary>
/// <param name="body">The body as the server gives it.</param>
/// <param name="encoding">How it is compressed; null when it is not.</param>
/// <param name="limits">What is allowed.</param>
/// <param name="clock">Measures the waits.</param>
internal sealed class RawBody(Stream body, string? encoding, HostLimits limits, TimeProvider clock) : ReadStream
{
    private readonly BoundedStream bounded = new(body, limits.BodyBytes, nameof(limits.BodyBytes), "");
    private TimeSpan waited;

    public string? Encoding => encoding;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var waiting = new CancellationTokenSource(limits.BodyTime > waited ? limits.BodyTime - waited : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken);
        var started = clock.GetTimestamp();
        try
        {
            return await bounded.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BodyException(
                StatusCodes.Status408RequestTimeout,
                $"The body was not at its end after {limits.BodyTime:c} of waiting for it (Sessions:Limits:{nameof(limits.BodyTime)}).",
                exception);
        }
        catch (BadHttpRequestException exception)
        {
            throw new BodyException(exception.StatusCode, $"The body can not be read: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            // Its parts are not as HTTP has them, or its sender has gone.
            throw new BodyException(StatusCodes.Status400BadRequest, $"The body can not be read: {exception.Message}", exception);
        }
        finally
        {
            waited += clock.GetElapsedTime(started);
        }
    }
}
