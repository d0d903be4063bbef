namespace OrleansSessions.Sqlite;

/// <summary>Work with a result.</summary>
internal sealed class SqliteWork<T>(Func<WriteSession, T> apply) : SqliteWork
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Task => completion.Task;

    public override void Apply(WriteSession session) => result = apply(session);

    public override void Complete() => completion.SetResult(result);

    public override void Fail(Exception exception) => completion.SetException(exception);
}
