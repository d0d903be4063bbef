using CsCheck;
using OrleansSessions.Host.Http.Reading;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Tests.Streams;

public sealed class LogFollowerTests
{
    private static readonly SessionizerLog Log = new("visits", LogKind.Closed, "closed", "sessions", _ => default, (writer, _) => writer.WriteNullValue());

    [Fact]
    public void Offer_AnyPiecesAndTakes_GiveEachWantedEntryOnceOrTellFromWhereToRead() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 900], Gen.Bool).Array[1, 12]).Holds(3_000, input =>
        {
            var (isOfKey, steps) = input;
            var cursor = LogCursor.Oldest(1);
            var follower = new LogFollower(new LogSelection("visits", LogKind.Closed) { Key = isOfKey ? "b" : null }, cursor);
            follower.Attach(0, 0);
            var (seen, position, isFollowing) = (new List<long>(), 0L, true);
            foreach (var (count, isTaken) in steps)
            {
                var newest = Enumerable.Range(1, count).Select(i => Frame(position + i)).ToArray();
                position += count;
                isFollowing = isFollowing && follower.Offer(0, newest, position);
                if (!isTaken)
                {
                    continue;
                }

                var taken = follower.Take();
                seen.AddRange(taken.Frames.Select(frame => frame.Position));
                var place = Assert.Single(taken.Places);
                Assert.Equal(isFollowing, place.IsFollowing);
                Assert.Equal(Wanted(place.Position, isOfKey), seen);
                if (!isFollowing)
                {
                    // It reads the rest by itself, and follows again.
                    seen.AddRange(Wanted(position, isOfKey).Where(wanted => wanted > place.Position));
                    follower.Attach(0, position);
                    isFollowing = true;
                }
                else
                {
                    Assert.Equal(position, place.Position);
                }
            }
        });

    [Fact]
    public void Offer_MoreBytesThanThereIsRoomFor_LetsGoOfTheReader()
    {
        var follower = new LogFollower(new LogSelection("visits", LogKind.Closed), LogCursor.Oldest(1));
        follower.Attach(0, 0);

        Assert.True(follower.Offer(0, [Frame(1, bytes: 1_000_000)], 1));
        Assert.False(follower.Offer(0, [Frame(2)], 2));

        var taken = follower.Take();
        Assert.True(taken.Frames is [{ Position: 1 }] && taken.Places is [{ Position: 1, IsFollowing: false }]);
    }

    private static LogFrame Frame(long position, int bytes = 10) =>
        new(Log, 0, new LogEntry(position, LogKind.Closed, new SessionKey("visits", KeyOf(position)), new byte[bytes]));

    private static string KeyOf(long position) => position % 3 == 0 ? "b" : "a";

    private static IEnumerable<long> Wanted(long through, bool isOfKey) =>
        Enumerable.Range(1, (int)through).Select(position => (long)position).Where(position => !isOfKey || KeyOf(position) == "b");
}
