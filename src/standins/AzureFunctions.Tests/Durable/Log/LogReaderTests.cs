using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.Log;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Log;

public sealed class LogReaderTests
{
    static readonly byte[][] Commits = [.. Enumerable.Range(0, 5).Select(number => Encode(number, Purge(number)))];

    static readonly byte[] Whole = Join(Commits);

    [Fact]
    public void Commits_WholeLog_AreReadInOrder()
    {
        var (read, reader) = Read(Whole);

        read.ShouldBe(["0", "1", "2", "3", "4"]);
        reader.NextSequence.ShouldBe(5);
        reader.TornFrom.ShouldBeNull();
    }

    [Fact]
    public void Commits_CutAnywhere_GiveTheWholeOnesBeforeTheCut()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            var (read, reader) = Read(Whole[..length]);

            var whole = length / Commits[0].Length;
            read.ShouldBe(Enumerable.Range(0, whole).Select(number => $"{number}"));
            reader.TornFrom.ShouldBe(length % Commits[0].Length == 0 ? null : whole * Commits[0].Length);
        }
    }

    [Fact]
    public void Commits_AnyByteOfTheLastWriteChanged_DropTheLastWriteOnly()
    {
        for (var offset = 0; offset < Commits[4].Length; offset++)
        {
            var (read, reader) = Read(Damage(offset));

            read.ShouldBe(["0", "1", "2", "3"]);
            reader.TornFrom.ShouldBe(Whole.Length - Commits[4].Length);
        }
    }

    [Fact]
    public void Commits_AnyByteBeforeTheLastWriteChanged_AreDamageNamingTheBlob()
    {
        for (var offset = Commits[4].Length; offset < Whole.Length; offset++)
        {
            Should.Throw<HistoryDamagedException>(() => Read(Damage(offset))).Message.ShouldContain("hub/log/7");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    public void Commits_WrittenTwice_AreReadOnce(int repeated)
    {
        var (read, reader) = Read(Join([.. Commits, .. Commits[repeated..]]));

        read.ShouldBe(["0", "1", "2", "3", "4"]);
        reader.Duplicates.ShouldBe(5 - repeated);
    }

    [Fact]
    public void Commits_OneMissing_AreDamage() =>
        Should.Throw<HistoryDamagedException>(() => Read(Join([.. Commits[..2], .. Commits[3..]]))).Message.ShouldContain("commit 3");

    [Fact]
    public void Commits_TornWriteThatAnOwnerVoided_AreReadOn()
    {
        var torn = Commits[4][..20];
        var voidFrom = 4 * Commits[0].Length;
        var owner = Encode(4, new OwnerChanged("test", voidFrom));

        var (read, reader) = Read(Join([.. Commits[..4], torn, owner, Encode(5, Purge(9))]));

        read.ShouldBe(["0", "1", "2", "3", "OwnerChanged", "9"]);
        reader.TornFrom.ShouldBeNull();
    }

    [Fact]
    public void Commits_OfSeveralParts_AreReadWholeOrNotAtAll()
    {
        var large = new InstancesPurged([new string('x', 9_000_000)]);
        var parts = FrameCodec.Encode(5, HubJson.Write([large])).ToArray();
        parts.Length.ShouldBe(3);
        parts.ShouldAllBe(part => part.Length <= FrameCodec.MaxAppendBytes);

        Read(Join([.. Commits, .. parts])).Read.Count.ShouldBe(6);
        var (read, reader) = Read(Join([.. Commits, .. parts[..2]]));
        read.Count.ShouldBe(5);
        reader.TornFrom.ShouldBe(Whole.Length);
        var owner = Encode(5, new OwnerChanged("test", Whole.Length));
        Read(Join([.. Commits, .. parts[..2], owner])).Read[^1].ShouldBe("OwnerChanged");
    }

    [Fact]
    public void Records_OfEveryKind_RoundTrip()
    {
        var at = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc).AddTicks(9);
        var failure = new Failure("T", "m \"q\" ü", "stack", new Failure("I", "n", IsFinal: true));
        IReadOnlyList<HistoryEvent> history =
        [
            new TurnStarted(at), new ExecutionStarted(at), new ActivityScheduled(at, 0, "A", "[1]"), new ActivityCompleted(at, 0, "\"r\""),
            new ActivityFailed(at, 0, failure), new ChildScheduled(at, 1, "C", "c", null, "2"), new ChildCompleted(at, 1, null),
            new ChildFailed(at, 1, failure), new TimerCreated(at, 2, at, 0), new TimerFired(at, 2, at), new EventSent(at, 3, "x", "n", "{}"),
            new EventRaised(at, "n", null), new ExecutionSuspended(at, "why"), new ExecutionResumed(at, null), new ExecutionTerminated(at, "1"),
            new ExecutionRewound(at, "r"), new ActionRewound(at, 0), new ExecutionCompleted(at, 4, InstanceStatus.Failed, null, failure),
            new TurnCompleted(at),
        ];
        var head = new InstanceHead("i", "e", "O", at)
        {
            Version = "1",
            Input = "{}",
            Parent = new ParentLink("p", "pe", "P", 3),
            Tags = new Dictionary<string, string> { ["a"] = "b" },
            StartAt = at,
            Status = InstanceStatus.Suspended,
            CompletedAt = at,
            Output = "1",
            CustomStatus = "2",
            Failure = failure,
        };

        var json = HubJson.Write([new InstanceImage(head, history, [history[0]])]);
        var image = HubJson.Read(json).ShouldHaveSingleItem().ShouldBeOfType<InstanceImage>();

        image.History.ShouldBe(history);
        HubJson.Write([image]).ShouldBe(json);
    }

    static (List<string> Read, LogReader Reader) Read(byte[] data)
    {
        var reader = new LogReader("hub/log/7", data, 0);
        var read = reader.Commits().SelectMany(commit => commit)
            .Select(record => record is InstancesPurged purged ? purged.Ids[0] : record.GetType().Name);
        return (read.ToList(), reader);
    }

    // Which bit is wrong makes no difference to a checksum; the position decides which check finds it.
    static byte[] Damage(int offsetFromEnd)
    {
        var damaged = Whole.ToArray();
        damaged[^(offsetFromEnd + 1)] ^= 0x10;
        return damaged;
    }

    static InstancesPurged Purge(int number) => new([$"{number}"]);

    static byte[] Encode(long sequence, LogRecord record) => FrameCodec.Encode(sequence, HubJson.Write([record])).Single();

    static byte[] Join(byte[][] pieces) => [.. pieces.SelectMany(piece => piece)];
}
