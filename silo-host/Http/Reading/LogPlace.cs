namespace OrleansSessions.Host.Http.Reading;

/// <summary>Where a reader stands in a partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Position">The position after which it goes on.</param>
/// <param name="IsFollowing">Whether what comes is offered to it; otherwise it reads by itself.</param>
internal readonly record struct LogPlace(int Partition, long Position, bool IsFollowing);
