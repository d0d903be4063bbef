using OrleansSessions.Host.Http.Appending;
using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Http.Reading;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http;

/// <summary>The service's API, as the host puts it together.</summary>
internal static class ApiExtensions
{
    public static void AddApi(this WebApplicationBuilder builder, HostLimits limits)
    {
        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton<InFlight>();
        builder.Services.AddSingleton<AppendServices>();
        builder.Services.AddSingleton<SessionizerLogs>();
        builder.Services.AddSingleton<LogTails>();
        builder.Services.AddSingleton<LogServices>();
        builder.Services.AddRequestBodies();
        builder.Services.AddApiDocument();
    }

    /// <summary>What stands before all endpoints.</summary>
    public static void UseApi(this WebApplication app)
    {
        // So that what ASP.NET Core itself refuses has the same form.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = UnforeseenErrors.AnswerAsync });
        app.UseStatusCodePages(context => Problems.OfStatus(context.HttpContext).ExecuteAsync(context.HttpContext));
        app.UseStoppingGate();
        app.UseRequestBodies();
    }
}
