using System.Globalization;
using System.Text.Json;
using Serverless.Application.Fronts;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Functions.Tests.Activities;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Functions.Tests.Fronts;

public sealed class SearchFrontsTests
{
    const string Id = "s0123456789abcdef0123";
    static readonly CancellationToken Never = CancellationToken.None;
    static readonly FrontPartSize Size = new(8, 2_000);

    readonly CrashingStore _store = new(new InMemoryDocumentStore());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task TryWrite_AnyCourseOfFronts_GivesEachBackWholeInPartsThatAreNotTooLarge(int seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        var (fronts, members) = (Open(), (IReadOnlyList<FrontMember>)[]);
        KeptFront? kept = null;
        for (var generation = 1; generation <= 80; generation++)
        {
            // Some are dominated, some join; now and then most are, and the front is small again.
            var share = generation % 40 == 0 ? 0.05 : 0.9;
            var joining = Enumerable.Range(0, random.NextInt(generation % 7 == 0 ? 40 : 6)).Select(number => Member(random.NextDouble(), generation, number, random.NextInt(200)));
            members = [.. members.Where(_ => random.NextDouble() < share).Concat(joining).OrderBy(member => member.Objectives["error"])];
            kept = await WriteAsync(fronts, kept, generation, members);

            (await ReadAsync(Open())).ShouldBe(Text(members), $"generation {generation}");
            Text(kept.Front.Members).ShouldBe(Text(members));
            var head = await HeadAsync();
            var parts = head.Parts ?? [];
            head.Members.Count.ShouldBe(head.Parts is null ? members.Count : 0);
            head.Members.Count.ShouldBeLessThanOrEqualTo(Size.Members);
            parts.ShouldAllBe(part => part.Members <= Size.Members && (part.Bytes <= Size.Bytes || part.Members == 1));
            parts.Count.ShouldBeLessThanOrEqualTo(8 + (4 * members.Sum(member => Text([member]).Length) / Size.Bytes) + (4 * members.Count / Size.Members));
            (await PartsAsync()).ShouldBe(parts.Select(part => part.Name).Union(head.Replaced ?? []), ignoreOrder: true, "nothing else is left");
        }
    }

    [Fact]
    public async Task TryWrite_SmallFront_IsOneDocumentAsItWasAndCostsARequest()
    {
        FrontMember[] members = [.. Enumerable.Range(0, 8).Select(number => Member(number, 1, number))];
        var fronts = new SearchFronts(_store);

        (await fronts.TryWriteAsync(Id, null, Front(1, members), Never)).ShouldBeTrue();
        var calls = _store.Calls;
        var kept = await fronts.ReadAsync(Id, Never);
        (await fronts.TryWriteAsync(Id, kept, Front(2, members), Never)).ShouldBeTrue();

        (calls, _store.Calls - calls).ShouldBe((1, 2));
        (await _store.ReadBytesAsync(BlobPaths.Front(Id), Never)).ShouldBe(JsonSerializer.SerializeToUtf8Bytes(Front(2, members), CoreJson.Default.FrontDocument));
        (await PartsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TryWrite_LargeFrontInWhichTwoPlacesChange_WritesTheirPartsAndTheHead()
    {
        var members = Enumerable.Range(0, 20_000).Select(number => Member(number, 1, number)).ToList();
        var fronts = new SearchFronts(_store);
        var kept = await WriteAsync(fronts, null, 1, members);
        (await HeadAsync()).Parts!.Count.ShouldBeInRange(20_000 / 256, 20_000 / 128);

        members[7_777] = Member(7_776.5, 2, 0);
        members.Insert(12_345, Member(12_344.5, 2, 1));
        var (writes, calls, bytes) = (_store.Writes, _store.Calls, _store.Bytes);
        kept = await fronts.ReadAsync(Id, Never);
        (await fronts.TryWriteAsync(Id, kept, Front(2, members), Never)).ShouldBeTrue();

        (_store.Writes - writes, _store.Calls - calls).ShouldBe((3, 4), "two parts and the head, which was read");
        (_store.Bytes - bytes).ShouldBeLessThan(300_000);
        (await ReadAsync(new SearchFronts(_store))).ShouldBe(Text(members));

        (calls, writes) = (_store.Calls, _store.Writes);
        (await fronts.ReadMemberAsync(Id, 12_345, Never)).Candidate.ShouldBe(members[12_345].Candidate);
        (await new SearchFronts(_store).ReadMemberAsync(Id, 20_000, Never)).Candidate.ShouldBe(members[^1].Candidate);
        (_store.Calls - calls, _store.Writes - writes).ShouldBe((3, 0), "the head, then the head and a part");
        (await Should.ThrowAsync<DocumentException>(() => fronts.ReadMemberAsync(Id, 20_001, Never))).Message.ShouldContain("holds 20001 members, none at index 20001");
    }

    [Fact]
    public async Task TryWrite_ProcessDiesAfterAnyWrite_LeavesTheFrontBeforeOrTheOneAfterAndEndsAsIfItHadNot()
    {
        FrontMember[] before = [.. Enumerable.Range(0, 60).Select(number => Member(number, 1, number))];
        FrontDocument After(KeptFront kept) =>
            Front(3, [.. kept.Front.Members.Where((_, number) => number % 9 != 0), Member(100, 3, 0), Member(101, 3, 1)]);
        var expected = (Front: "", Parts: (IReadOnlyList<string>)[], Writes: 0);
        for (var write = 0; write <= expected.Writes; write++)
        {
            var store = new CrashingStore(new InMemoryDocumentStore());
            var fronts = new SearchFronts(store, Size);
            await fronts.TryWriteAsync(Id, null, Front(1, [.. before, Member(99, 1, 99)]), Never);
            await fronts.TryWriteAsync(Id, await fronts.ReadAsync(Id, Never), Front(2, before), Never);
            var start = store.Writes;
            store.CrashAfter = write == 0 ? 0 : start + write;
            try
            {
                var kept = await fronts.ReadAsync(Id, Never);
                await fronts.TryWriteAsync(Id, kept, After(kept), Never);
            }
            catch (StorageException)
            {
                // Those who read meanwhile, and the process that comes after it.
                fronts = new SearchFronts(store, Size);
                var left = await fronts.ReadAsync(Id, Never);
                if (left.Front.Generation == 2)
                {
                    Text(left.Front.Members).ShouldBe(Text(before), $"died after write {write}");
                    (await fronts.TryWriteAsync(Id, left, After(left), Never)).ShouldBeTrue();
                }
            }

            var front = Text((await new SearchFronts(store, Size).ReadAsync(Id, Never)).Front.Members);
            var parts = await PartsAsync(store);
            expected = write == 0 ? (front, parts, store.Writes - start) : expected;
            front.ShouldBe(expected.Front, $"died after write {write}");
            parts.ShouldBe(expected.Parts, $"died after write {write}");
        }

        expected.Writes.ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task TryWrite_AnotherWriterWasFaster_ChangesNothing()
    {
        FrontMember[] members = [.. Enumerable.Range(0, 60).Select(number => Member(number, 1, number))];
        var (fronts, other) = (Open(), Open());
        await fronts.TryWriteAsync(Id, null, Front(1, members), Never);
        var late = await other.ReadAsync(Id, Never);
        (await fronts.TryWriteAsync(Id, await fronts.ReadAsync(Id, Never), Front(2, members[1..]), Never)).ShouldBeTrue();
        (await fronts.TryWriteAsync(Id, await fronts.ReadAsync(Id, Never), Front(3, members[2..]), Never)).ShouldBeTrue();

        (await other.TryWriteAsync(Id, late, Front(2, members[1..]), Never)).ShouldBeFalse();
        (await other.TryWriteAsync(Id, null, Front(1, members), Never)).ShouldBeFalse();

        (await ReadAsync(Open())).ShouldBe(Text(members[2..]));
    }

    [Fact]
    public async Task Read_PartsReplacedAndRemovedMeanwhile_GivesTheFrontThatReplacedThem()
    {
        FrontMember[] members = [.. Enumerable.Range(0, 60).Select(number => Member(number, 1, number))];
        var fronts = Open();
        await fronts.TryWriteAsync(Id, null, Front(1, members), Never);
        _store.Reading = async path =>
        {
            // Once: right before the first part is read.
            if (path != BlobPaths.Front(Id))
            {
                _store.Reading = null;
                await fronts.TryWriteAsync(Id, await fronts.ReadAsync(Id, Never), Front(2, members[1..]), Never);
                await fronts.TryWriteAsync(Id, await fronts.ReadAsync(Id, Never), Front(3, members[2..]), Never);
            }
        };

        (await ReadAsync(Open())).ShouldBe(Text(members[2..]));
    }

    [Fact]
    public async Task Read_PartMissingBrokenOrOfAnotherFront_NamesIt()
    {
        FrontMember[] members = [.. Enumerable.Range(0, 60).Select(number => Member(number, 1, number))];
        await Open().TryWriteAsync(Id, null, Front(1, members), Never);
        var first = PathOf((await PartsAsync())[0]);
        var one = (await _store.FindBytesAsync(first, Never))!;

        await _store.TryDeleteAsync(first, one.Version, Never);
        (await ReadBrokenAsync()).ShouldBe((first, $"Blob '{first}' does not exist, and '{BlobPaths.Front(Id)}' names it: it was deleted. Restore it from a copy."));
        await _store.TryCreateBytesAsync(first, one.Value.AsMemory(0, 100), Never);
        (await ReadBrokenAsync()).Path.ShouldBe(first);
        await ReplaceAsync(first, JsonSerializer.SerializeToUtf8Bytes(new FrontPartDocument { Members = members[..3] }, CoreJson.Default.FrontPartDocument));
        (await ReadBrokenAsync()).Message.ShouldContain($"holds 3 members where '{BlobPaths.Front(Id)}' says ");
        await ReplaceAsync(first, one.Value);
        (await ReadAsync(Open())).ShouldBe(Text(members));

        var head = await HeadAsync();
        await ReplaceAsync(BlobPaths.Front(Id), JsonSerializer.SerializeToUtf8Bytes(
            head with { Parts = [.. head.Parts!.Select(part => part with { Name = $"../{part.Name}" })] }, CoreJson.Default.FrontHead));
        (await ReadBrokenAsync()).Path.ShouldBe(BlobPaths.Front(Id));
        foreach (var bad in new[] { null!, head.Parts![0] with { Members = 0 }, head.Parts![0] with { Bytes = -1 }, head.Parts![0] with { Bytes = int.MaxValue } })
        {
            await ReplaceAsync(BlobPaths.Front(Id), JsonSerializer.SerializeToUtf8Bytes(head with { Parts = [bad, .. head.Parts!] }, CoreJson.Default.FrontHead));
            (await ReadBrokenAsync()).Message.ShouldContain("lists a member or a part that is not well formed");
        }
    }

    SearchFronts Open() => new(_store, Size);

    async Task<(BlobPath Path, string Message)> ReadBrokenAsync()
    {
        var broken = await Should.ThrowAsync<DocumentException>(() => Open().ReadAsync(Id, Never));
        return (broken.Path, broken.Message);
    }

    async Task ReplaceAsync(BlobPath path, byte[] content) =>
        (await _store.TryReplaceBytesAsync(path, content, (await _store.FindVersionAsync(path, Never))!, Never)).ShouldBeTrue();

    static async Task<KeptFront> WriteAsync(SearchFronts fronts, KeptFront? previous, int generation, IReadOnlyList<FrontMember> members)
    {
        (await fronts.TryWriteAsync(Id, previous, Front(generation, members), Never)).ShouldBeTrue();
        return await fronts.ReadAsync(Id, Never);
    }

    async Task<FrontHead> HeadAsync() => (await _store.ReadAsync(BlobPaths.Front(Id), CoreJson.Default.FrontHead, Never)).Value;

    Task<IReadOnlyList<string>> PartsAsync() => PartsAsync(_store);

    static async Task<IReadOnlyList<string>> PartsAsync(CrashingStore store)
    {
        var names = new List<string>();
        await foreach (var name in store.ListAsync(BlobPaths.Searches, $"{Id}/front/", null, Never))
        {
            names.Add(Path.GetFileNameWithoutExtension(name));
        }

        return names;
    }

    static BlobPath PathOf(string part) => BlobPaths.FrontPart(Id, part);

    static async Task<string> ReadAsync(SearchFronts fronts) => Text((await fronts.ReadAsync(Id, Never)).Front.Members);

    static string Text(IReadOnlyList<FrontMember> members) =>
        JsonSerializer.Serialize(new FrontPartDocument { Members = members }, CoreJson.Default.FrontPartDocument);

    static FrontMember Member(double error, int generation, int number, int more = 0) => new()
    {
        Candidate = new CandidateId(string.Create(CultureInfo.InvariantCulture, $"c{generation:x4}{number:x8}")),
        Architecture = new string('a', 50 + more),
        Objectives = new Dictionary<string, double> { ["error"] = error, ["size"] = -error },
        Metrics = new Dictionary<string, double>(),
        Generation = generation,
    };

    static FrontDocument Front(int generation, IReadOnlyList<FrontMember> members) => new()
    {
        SearchId = Id,
        Generation = generation,
        Objectives = [new() { Metric = "error", Goal = Goal.Minimise }, new() { Metric = "size", Goal = Goal.Minimise }],
        ReferencePoint = new Dictionary<string, double>(),
        Hypervolume = 0,
        Members = members,
    };
}
