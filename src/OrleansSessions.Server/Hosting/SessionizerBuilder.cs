using Microsoft.Extensions.Options;
using OrleansSessions.Server;

namespace Orleans.Hosting;

/// <summary>Configures one sessionizer.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
public sealed class SessionizerBuilder<TEvent>
{
    private readonly OptionsBuilder<SessionizerOptions> options;
    private readonly EventSelectors<TEvent> selectors;

    internal SessionizerBuilder(OptionsBuilder<SessionizerOptions> options, EventSelectors<TEvent> selectors)
    {
        this.options = options;
        this.selectors = selectors;
    }

    /// <summary>Sets options; wrong values stop the silo at start.</summary>
    /// <param name="configure">Sets them.</param>
    public SessionizerBuilder<TEvent> Configure(Action<SessionizerOptions> configure)
    {
        options.Configure(configure);
        return this;
    }

    /// <summary>
    /// Chooses the gap of each event that does not carry one of its own. Needs <see cref="SessionizerOptions.LongestGap"/>; an
    /// event whose gap is longer or not positive is rejected.
    /// </summary>
    /// <param name="selector">The gap; null for the sessionizer's. Called on silos; when it throws, the event is rejected.</param>
    public SessionizerBuilder<TEvent> GapFrom(Func<TEvent, TimeSpan?> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        selectors.Gap = selector;
        return this;
    }

    /// <summary>
    /// Says which events end their session: it closes with that event, by reason <see cref="OrleansSessions.CloseReason.Ended"/>, and what
    /// later arrives at or before that event's time is late.
    /// </summary>
    /// <param name="predicate">Whether an event ends its session. Called on silos; when it throws, the event is rejected.</param>
    public SessionizerBuilder<TEvent> EndWhen(Func<TEvent, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        selectors.EndsSession = predicate;
        return this;
    }
}
