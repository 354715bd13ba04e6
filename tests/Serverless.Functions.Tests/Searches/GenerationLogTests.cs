using Serverless.Application.Logs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Functions.Tests.Activities;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Functions.Tests.Searches;

public sealed class GenerationLogTests
{
    const string Id = "s0123456789abcdef0123";

    readonly CrashingStore _store = new(new InMemoryDocumentStore());

    [Fact]
    public async Task ReadBefore_InTheProcessThatAdds_ReadsNothing()
    {
        var log = Open();
        for (var generation = 0; generation < 50; generation++)
        {
            var (writes, reads) = (_store.Writes, _store.ReadsOfLogs);

            (await ReadAsync(log, generation)).ShouldBe([.. Enumerable.Range(0, generation).Select(Entry)]);
            await AppendAsync(log, generation, Entry(generation));

            _store.Writes.ShouldBe(writes + 1);
            _store.ReadsOfLogs.ShouldBe(generation == 0 ? 1 : reads, "the first addition looks for what others wrote");
        }
    }

    [Fact]
    public async Task ReadBefore_InAnotherProcess_ReadsAllOnceAndThenWhatIsNew()
    {
        var (log, other) = (Open(), Open());
        for (var generation = 0; generation < 50; generation++)
        {
            await AppendAsync(log, generation, Entry(generation));
        }

        (await ReadAsync(other, 50)).Count.ShouldBe(50);
        var before = _store.BytesOfLogs;
        await AppendAsync(log, 50, Entry(50));

        (await ReadAsync(other, 51)).Count.ShouldBe(51);
        (_store.BytesOfLogs - before).ShouldBeLessThan(200);
        (await ReadAsync(other, 20)).ShouldBe([.. Enumerable.Range(0, 20).Select(Entry)]);
    }

    [Fact]
    public async Task FindBefore_LongerThanIsReadAtOnce_GivesEachWithItsPlace()
    {
        var log = Open();
        for (var generation = 0; generation < 4; generation++)
        {
            await AppendAsync(log, generation, [.. Enumerable.Repeat(Entry(generation), 500)]);
        }

        var lines = (await log.FindBeforeAsync(Id, LogPlace.Start, 3, CancellationToken.None)).ShouldNotBeNull();

        lines.Select(line => line.Entry).ShouldBe(Enumerable.Range(0, 3).SelectMany(generation => Enumerable.Repeat(Entry(generation), 500)));
        lines[^1].Offset.ShouldBeGreaterThan(64 * 1024);
        foreach (var place in (int[])[1, 700, 1_499])
        {
            (await log.FindBeforeAsync(Id, new LogPlace(0, lines[place].Offset), 3, CancellationToken.None)).ShouldNotBeNull().ShouldBe(lines.Skip(place));
        }

        (await log.FindBeforeAsync(Id, new LogPlace(0, lines[5].Offset + 1), 3, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Append_WhereAnotherProcessDiedAmidTheGeneration_AddsTheRest()
    {
        var (log, other) = (Open(), Open());
        await AppendAsync(log, 0, Entry(0));
        await AppendAsync(log, 1, Entry(1));
        (await ReadAsync(other, 1)).ShouldBe([Entry(0)]);

        await AppendAsync(other, 1, Entry(1), Entry(1) with { Evaluation = 7 });
        await AppendAsync(log, 2, Entry(2));

        (await ReadAsync(Open(), 3)).ShouldBe([Entry(0), Entry(1), Entry(1) with { Evaluation = 7 }, Entry(2)]);
    }

    [Fact]
    public async Task Append_ByTwoProcessesInTurn_KeepsEachOnce()
    {
        GenerationLog<HistoryEntry>[] logs = [Open(), Open()];
        for (var generation = 0; generation < 40; generation++)
        {
            await AppendAsync(logs[generation * 7 % 3 % 2], generation, Entry(generation));
            await AppendAsync(logs[generation % 2], generation, Entry(generation));
        }

        (await ReadAsync(logs[0], 40)).ShouldBe([.. Enumerable.Range(0, 40).Select(Entry)]);
    }

    [Fact]
    public async Task Append_LineLongerThanIsAddedAtOnce_IsRefused()
    {
        var log = new GenerationLog<ProposalLine>(_store, CoreJson.Default.ProposalLine, static line => line.Generation, BlobPaths.Proposals, remembers: true);

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => log.AppendAsync(
            Id, 0, [new ProposalLine { Generation = 0, Genotypes = new string('A', IDocumentStore.MaximumAppend) }], CancellationToken.None));

        refused.Message.ShouldStartWith("A line has more than the 4194304 bytes");
    }

    [Fact]
    public async Task AddToRungPool_MoreThanALineHolds_GivesAllBackInOrder()
    {
        var (pools, ladder) = (new RungPools(_store), RungLadder.Of([1, 1], 2));
        RungEntry[] entries = [.. Enumerable.Range(0, 2_500).Select(number => new RungEntry(new CandidateId($"c{number:x16}"), 1, new Dictionary<string, double> { ["accuracy"] = number }))];
        var joined = new OpenEvaluation { Generation = 0, Index = 1, Candidate = entries[1].Candidate, Rung = 1 };
        await pools.AddAsync(Id, ladder, new RungPool { Generation = 0, Entries = entries, Joined = [joined] }, CancellationToken.None);
        await pools.AddAsync(Id, ladder, new RungPool { Generation = 1, Entries = [], Left = [joined.Candidate] }, CancellationToken.None);

        var other = new RungPools(_store);
        (await other.ReadBeforeAsync(Id, ladder, 2, CancellationToken.None)).Select(entry => entry.Candidate).ShouldBe(entries.Select(entry => entry.Candidate));
        (await other.FindGenerationBeforeAsync(Id, 2, entries[2_400].Candidate, CancellationToken.None)).ShouldBe(0);
        (await other.ReadWaitingBeforeAsync(Id, 1, CancellationToken.None)).ShouldHaveSingleItem().Candidate.ShouldBe(joined.Candidate);
        (await other.ReadWaitingBeforeAsync(Id, 2, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Append_BeyondASegment_GoesOnInTheNext()
    {
        var log = Open();
        int[] generations = [0, 1, 9_999, 10_000, 10_001, 20_000];
        foreach (var generation in generations)
        {
            await AppendAsync(log, generation, Entry(generation));
        }

        (await ReadAsync(log, 20_001)).Select(entry => entry.Generation).ShouldBe(generations);
        (await ReadAsync(Open(), 10_001)).Select(entry => entry.Generation).ShouldBe([0, 1, 9_999, 10_000]);
        (await _store.ReadBytesAsync(BlobPaths.History(Id, 1), CancellationToken.None)).Count(letter => letter == '\n').ShouldBe(2);
    }

    [Fact]
    public async Task ReadBefore_OfALogThatAnOlderCopyReplaced_ReadsTheCopy()
    {
        var (log, path) = (Open(), BlobPaths.History(Id, 0));
        await AppendAsync(log, 0, Entry(0));
        var copy = await _store.ReadBytesAsync(path, CancellationToken.None);
        await AppendAsync(log, 1, Entry(1));
        await _store.TryReplaceBytesAsync(path, copy, (await _store.FindVersionAsync(path, CancellationToken.None))!, CancellationToken.None);

        (await ReadAsync(log, 3)).ShouldBe([Entry(0)]);
    }

    [Fact]
    public async Task FindPage_OneAfterTheOther_GivesAllOnce()
    {
        var log = Open();
        for (var generation = 0; generation < 30; generation++)
        {
            await AppendAsync(log, generation, Entry(generation));
        }

        var (found, pages) = (new List<HistoryEntry>(), 0);
        for (var place = LogPlace.Start; place is not null; pages++)
        {
            var page = (await log.FindPageAsync(Id, LogPlace.Parse(place.ToString())!, 700, CancellationToken.None)).ShouldNotBeNull();
            found.AddRange(page.Entries);
            place = page.Next;
        }

        found.ShouldBe([.. Enumerable.Range(0, 30).Select(Entry)]);
        pages.ShouldBeGreaterThan(3);
        (await log.FindPageAsync(Id, new LogPlace(0, 5), 700, CancellationToken.None)).ShouldBeNull("no line begins there");
        (await log.FindPageAsync(Id, new LogPlace(0, 100_000), 700, CancellationToken.None)).ShouldBeNull();
        (await log.FindPageAsync(Id, new LogPlace(3, 0), 700, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-2-3")]
    [InlineData("-1-2")]
    [InlineData("4294967296-0")]
    [InlineData("0-99999999999999999999")]
    public void ParsePlace_OfWhatIsNone_GivesNull(string text) => LogPlace.Parse(text).ShouldBeNull();

    GenerationLog<HistoryEntry> Open() => new(_store, CoreJson.Default.HistoryEntry, entry => entry.Generation, BlobPaths.History, remembers: true);

    static Task<IReadOnlyList<HistoryEntry>> ReadAsync(GenerationLog<HistoryEntry> log, int generation) =>
        log.ReadBeforeAsync(Id, generation, CancellationToken.None);

    static Task AppendAsync(GenerationLog<HistoryEntry> log, int generation, params HistoryEntry[] entries) =>
        log.AppendAsync(Id, generation, entries, CancellationToken.None);

    static HistoryEntry Entry(int generation) => new(generation + 1, generation, new CandidateId("c0123456789abcdef"), 1, 0.5);
}
