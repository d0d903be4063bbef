namespace OrleansSessions.Server;

internal sealed partial class SessionGrain
{
    /// <summary>Reads what a loan reads first, so that it is in the processor's cache by then. Called from any thread.</summary>
    internal void Touch()
    {
        (Volatile.Read(ref sessions) as KeySessions)?.Touch();
        _ = tracked?.IsDropped;
    }

    /// <summary>Lends the sessions to a change, if they are in memory and nobody has them. Called from any thread.</summary>
    /// <param name="loan">The change.</param>
    /// <param name="hasEnded">Whether the loan has ended; otherwise that is up to the committer.</param>
    internal bool TryLend(SessionLoan loan, out bool hasEnded)
    {
        hasEnded = false;
        if (isLeaving || sessionizer.IsDrained || Volatile.Read(ref sessions) is not KeySessions held
            || Interlocked.CompareExchange(ref sessions, loan, held) != held)
        {
            return false;
        }

        if (loan.Change(held, version, services.Store) is not null)
        {
            hasEnded = services.Committer.Enqueue(loan);
        }
        else
        {
            Keep(held);
            loan.End();
            hasEnded = true;
        }

        return true;
    }

    /// <summary>Takes the sessions back, as they are stored now. Called from any thread.</summary>
    /// <returns>False when nothing was stored, for another activation owns the key.</returns>
    internal bool TryTakeBack(SessionLoan loan, long committed)
    {
        if (committed == SessionCommit.Conflict)
        {
            LogConflict(services.Logger, key, version);
            Lose(loan);
            Leave();
            return false;
        }

        version = committed;
        Keep(loan.Changed);
        return true;
    }

    /// <summary>Gives the sessions up that are lent: the next turn loads what is stored.</summary>
    internal void Lose(SessionLoan loan) => Interlocked.CompareExchange(ref sessions, null, loan);

    private async ValueTask<KeySessions?> TakeSessionsAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            switch (Volatile.Read(ref sessions))
            {
                case SessionLoan loan:
                    // Others may take them next. It never fails: what went wrong is an answer.
                    await loan.WaitAsync().WaitAsync(cancellationToken);
                    break;
                case KeySessions held:
                    // Race: they are lent while this turn looks. Who takes them has them alone. Until this turn has come to
                    // its end, memory is ahead of the store: whatever goes wrong, it must not be used again.
                    if (Interlocked.CompareExchange(ref sessions, null, held) == held)
                    {
                        return held;
                    }

                    break;
                default:
                    return null;
            }
        }
    }
}
