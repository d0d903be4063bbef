namespace OrleansSessions.Host.Http;

/// <summary>Takes no new request once the host stops: a caller that comes by a kept connection is sent to another silo.</summary>
internal static class StoppingGate
{
    public static void UseStoppingGate(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) => stopping.IsCancellationRequested && !context.Request.Path.StartsWithSegments("/health")
            ? Problems.Stopping().ExecuteAsync(context)
            : next(context));
    }
}
