using Microsoft.AspNetCore.Diagnostics;

namespace OrleansSessions.Host.Http;

/// <summary>Answers what no endpoint has foreseen, without anything of the program's inside. The log has it.</summary>
internal static class UnforeseenErrors
{
    public static Task AnswerAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return error is BadHttpRequestException bad
            ? Problems.Create(bad.StatusCode, bad.Message).ExecuteAsync(context)
            : Problems.OfStatus(context).ExecuteAsync(context);
    }
}
