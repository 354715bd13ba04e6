using Serverless.Algorithms;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Functions.Tests.Searches;

/// <summary>The events of a search: in order, and the same from any event on as without a break, also while the search runs.</summary>
public sealed class SearchEventsTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201" },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives = [],
        Algorithm = new() { Name = "random" },
        Budgets = new() { Generations = 2 },
    };

    readonly InMemoryDocumentStore _store = new();
    readonly SearchHistory _history;
    readonly SearchEvents _events;
    SearchDocument _state = new() { Id = "s1", State = SearchStatus.Pending, CreatedAt = Noon, Budget = new BudgetLedger { Limits = new BudgetLimits { Generations = 2 } } };

    public SearchEventsTests()
    {
        _history = new SearchHistory(_store);
        _events = new SearchEvents(_store, _history);
    }

    [Fact]
    public async Task Find_WholeLife_TellsEverythingInOrder()
    {
        await RunAsync(() => Task.CompletedTask);

        var events = await AllAsync(EventCursor.Start);

        events.Select(Text).ShouldBe(
        [
            "submitted", "started", "proposed 0", "evaluated c0", "evaluated c1", "stoppedEarly c2", "frontGrew c0", "paused", "resumed", "proposed 1", "evaluated c3",
            "evaluated c4 no memory", "frontGrew c3", "ended BudgetGenerations", "extended", "proposed 2", "evaluated c5", "ended Cancelled",
        ]);
        events[5].ShouldSatisfyAllConditions(found => found.Rung.ShouldBe(1), found => found.Epochs.ShouldBe(3));
        events[6].ShouldSatisfyAllConditions(found => found.FrontSize.ShouldBe(1), found => found.Hypervolume.ShouldBe(1));
    }

    [Fact]
    public async Task Find_FollowedWhileItRuns_GivesEachEventOnce()
    {
        var (cursor, followed) = (EventCursor.Start, new List<string>());
        await RunAsync(async () =>
        {
            for (var more = true; more;)
            {
                var (events, next, hasMore) = (await _events.FindAsync(_state, cursor, default)).ShouldNotBeNull();
                followed.AddRange(events.Select(Text));
                events.Select(found => found.Cursor).LastOrDefault(cursor.ToString()).ShouldBe(events.Count == 0 ? next.ToString() : events[^1].Cursor);
                (cursor, more) = (EventCursor.Parse(next.ToString())!, hasMore);
            }
        });

        followed.ShouldBe((await AllAsync(EventCursor.Start)).Select(Text), ignoreOrder: true);
        followed.Count(text => text == "ended BudgetGenerations").ShouldBe(1);
    }

    [Fact]
    public async Task Find_FromAnyEventOn_GoesOnBehindIt()
    {
        await RunAsync(() => Task.CompletedTask);
        var all = await AllAsync(EventCursor.Start);

        for (var i = 0; i < all.Count; i++)
        {
            (await AllAsync(EventCursor.Parse(all[i].Cursor)!)).Select(Text).ShouldBe(all.Skip(i + 1).Select(Text), $"behind {all[i].Cursor}");
        }
    }

    [Fact]
    public async Task Find_GenerationUnderWay_TellsInProposalOrderWhatHasEndedAndNothingTwice()
    {
        await BeginGenerationAsync(4, selected: [0, 2, 3], infeasible: [1]);
        var cursor = await FollowAsync(EventCursor.Start, "submitted", "started", "proposed 0");
        await EndAsync(3);
        cursor = await FollowAsync(cursor);
        await EndAsync(0);
        cursor = await FollowAsync(cursor, "evaluated c0", "evaluated c1");
        await EndAsync(2);
        cursor = await FollowAsync(cursor, "evaluated c2", "evaluated c3");

        await MergeAsync(0, [(Evaluated(0), 1.0), (Evaluated(1) with { Status = EvaluationStatus.Infeasible }, null), (Evaluated(2), 1.0), (Evaluated(3), 2.0)]);

        await FollowAsync(cursor, "frontGrew c0", "frontGrew c3");
        (await AllAsync(EventCursor.Start)).Select(Text).ShouldBe(
            ["submitted", "started", "proposed 0", "evaluated c0", "evaluated c1", "evaluated c2", "evaluated c3", "frontGrew c0", "frontGrew c3"]);
    }

    [Fact]
    public async Task Find_PausesWithinAGeneration_ComeOnceAndInOrderToWhoFollowsAndToWhoReadsLater()
    {
        await BeginGenerationAsync(2, selected: [0, 1], infeasible: []);
        await EndAsync(0);
        var cursor = await FollowAsync(EventCursor.Start, "submitted", "started", "proposed 0", "evaluated c0");
        _state = SearchPause.Follow(_state with { PauseRequestedAt = Noon }, Noon)!;
        cursor = await FollowAsync(cursor, "paused");
        await EndAsync(1);
        cursor = await FollowAsync(cursor, "evaluated c1");
        _state = SearchPause.Follow(_state with { PauseRequestedAt = null }, Noon.AddHours(1))!;
        cursor = await FollowAsync(cursor, "resumed");
        _state = SearchPause.Follow(_state with { PauseRequestedAt = Noon.AddHours(2) }, Noon.AddHours(2))!;
        _state = SearchPause.Follow(_state with { PauseRequestedAt = null }, Noon.AddHours(3))!;
        await MergeAsync(0, [(Evaluated(0), 1.0), (Evaluated(1), 1.0)]);
        _state = _state with { State = SearchStatus.Completed, StopReason = StopReason.BudgetGenerations, CompletedAt = Noon.AddHours(4) };

        await FollowAsync(cursor, "paused", "resumed", "frontGrew c0", "ended BudgetGenerations");

        (await AllAsync(EventCursor.Start)).Select(Text).ShouldBe(
            ["submitted", "started", "paused", "resumed", "paused", "resumed", "proposed 0", "evaluated c0", "evaluated c1", "frontGrew c0", "ended BudgetGenerations"],
            "what a generation came to is told after what happened while it was under way");
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(10_001)]
    public async Task Find_FirstEntryOfASegment_IsComparedWithTheOneBeforeIt(int first)
    {
        await MergeAsync(0, [(Evaluated(0), 1.0)]);
        await MergeAsync(9_999, [(Evaluated(1), 2.0)]);
        await MergeAsync(10_000, first == 10_000 ? [(Evaluated(2), 2.5)] : [(Stopped(2), null)]);
        await MergeAsync(10_001, [(Evaluated(3), 2.5), (Evaluated(4), 2.5)]);
        _state = _state with { State = SearchStatus.Running, StartedAt = Noon };

        var events = await AllAsync(new EventCursor(2, 0, first, 0, 0));

        string[] before = first == 10_000 ? ["evaluated c2", "frontGrew c2"] : [];
        events.Select(Text).ShouldBe([.. before, "evaluated c3", "evaluated c4", .. first == 10_000 ? Array.Empty<string>() : ["frontGrew c3"]]);
    }

    [Theory]
    [InlineData("9-0-0-0-0")]
    [InlineData("0-9-0-0-0")]
    [InlineData("0-0-9-0-0")]
    [InlineData("0-0-0-9-0")]
    [InlineData("0-0-1-0-7")]
    [InlineData("0-0-0-0-1")]
    [InlineData("0-0-0-0-99999999")]
    public async Task Find_CursorOfNoEvent_IsNone(string cursor)
    {
        await RunAsync(() => Task.CompletedTask);

        (await _events.FindAsync(_state, EventCursor.Parse(cursor)!, default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1-2-3-4")]
    [InlineData("1-2-3-4-x")]
    [InlineData("-1-2-3-4-5")]
    [InlineData("1-2-3-4-99999999999999999999")]
    public void Parse_WhatIsNoCursor_IsNull(string text) => EventCursor.Parse(text).ShouldBeNull();

    async Task BeginGenerationAsync(int count, int[] selected, int[] infeasible)
    {
        _state = _state with { State = SearchStatus.Running, StartedAt = Noon };
        await _store.TryCreateAsync(BlobPaths.Request("s1"), Request, CoreJson.Default.SearchRequest, default);
        await ProposeAsync(0, count);
        await FollowAsync(EventCursor.Start, "submitted", "started", "proposed 0");
        var scores = Enumerable.Range(0, count).Select(number => new CandidateScore(Id(number), new Dictionary<string, double>(), infeasible.Contains(number) ? 1 : 0)).ToList();
        await _store.TryCreateAsync(BlobPaths.Scores("s1", 0), new ScoreSet { Generation = 0, Scores = scores }, CoreJson.Default.ScoreSet, default);
        await _store.TryCreateAsync(
            BlobPaths.Selection("s1", 0), new TrainingSelection { Generation = 0, Selected = [.. selected.Select(Id)], Declined = 0 }, CoreJson.Default.TrainingSelection, default);
    }

    Task<bool> EndAsync(int number) => _store.TryCreateAsync(BlobPaths.Outcome("s1", 0, Id(number)), Evaluated(number), CoreJson.Default.Evaluation, default);

    async Task<EventCursor> FollowAsync(EventCursor cursor, params string[] expected)
    {
        var (events, next, _) = (await _events.FindAsync(_state, cursor, default)).ShouldNotBeNull();
        events.Select(Text).ShouldBe(expected);
        return EventCursor.Parse(next.ToString())!;
    }

    async Task RunAsync(Func<Task> lookAsync)
    {
        await _store.TryCreateAsync(BlobPaths.Request("s1"), Request, CoreJson.Default.SearchRequest, default);
        await lookAsync();
        _state = _state with { State = SearchStatus.Running, StartedAt = Noon };
        await ProposeAsync(0, 3);
        await lookAsync();
        await MergeAsync(0, [(Evaluated(0), 1.0), (Evaluated(1), 1.0), (Stopped(2), null)]);
        await lookAsync();
        _state = SearchPause.Follow(_state with { PauseRequestedAt = Noon }, Noon)!;
        await lookAsync();
        _state = SearchPause.Follow(_state with { PauseRequestedAt = null }, Noon.AddHours(1))!;
        await ProposeAsync(1, 2);
        await lookAsync();
        await MergeAsync(1, [(Evaluated(3), 2.5), (Evaluated(4) with { Status = EvaluationStatus.Abandoned, Error = "no memory" }, null)]);
        _state = _state with { State = SearchStatus.Completed, StopReason = StopReason.BudgetGenerations, CompletedAt = Noon };
        await lookAsync();
        var extension = new SearchExtension { Id = "x", At = Noon, Added = new BudgetLimits { Generations = 1 }, Generation = 2, StopReason = StopReason.BudgetGenerations, EndedAt = Noon };
        _state = _state with { State = SearchStatus.Running, StopReason = null, CompletedAt = null, Extensions = [extension] };
        await lookAsync();
        await ProposeAsync(2, 1);
        await MergeAsync(2, [(Evaluated(5), 2.5)]);
        _state = _state with { State = SearchStatus.Cancelled, StopReason = StopReason.Cancelled, CompletedAt = Noon };
        await lookAsync();
    }

    async Task<IReadOnlyList<SearchEvent>> AllAsync(EventCursor cursor)
    {
        var all = new List<SearchEvent>();
        for (var more = true; more;)
        {
            var (events, next, hasMore) = (await _events.FindAsync(_state, cursor, default)).ShouldNotBeNull();
            all.AddRange(events);
            (cursor, more) = (next, hasMore);
        }

        return all;
    }

    Task<bool> ProposeAsync(int generation, int count) => _store.TryCreateAsync(
        BlobPaths.Candidates("s1", generation),
        new CandidateSet
        {
            Generation = generation,
            Candidates = [.. Enumerable.Range(0, count).Select(number => new ProposedCandidate(Id(number), "cell", [], "random"))],
        },
        CoreJson.Default.CandidateSet,
        default);

    async Task MergeAsync(int generation, IReadOnlyList<(Evaluation Evaluation, double? Volume)> ended)
    {
        await _store.TryCreateAsync(
            BlobPaths.EvaluationSet("s1", generation),
            new EvaluationSet { Generation = generation, Evaluations = [.. ended.Select(one => one.Evaluation)] },
            CoreJson.Default.EvaluationSet,
            default);
        await _history.AppendAsync(
            "s1", generation, [.. ended.Where(one => one.Volume is not null).Select(one => new HistoryEntry(1, generation, one.Evaluation.Candidate, 1, one.Volume!.Value))], default);
        _state = _state with { Generation = generation + 1 };
    }

    static Evaluation Evaluated(int number) => new()
    {
        Candidate = Id(number),
        Architecture = "cell",
        Fidelity = "full",
        Status = EvaluationStatus.Completed,
        Metrics = new Dictionary<string, double>(),
        Recipe = "r",
        EndedAt = Noon,
    };

    static Evaluation Stopped(int number) => Evaluated(number) with
    {
        Status = EvaluationStatus.EarlyStopped,
        Rungs = [new RungResult { Rung = 1, Epochs = 3, Metrics = new Dictionary<string, double>() }],
    };

    static CandidateId Id(int number) => new($"c{number:D16}");

    static string Text(SearchEvent found)
    {
        var type = char.ToLowerInvariant(found.Type.ToString()[0]) + found.Type.ToString()[1..];
        var what = found.Type == SearchEventKind.Proposed ? $"{found.Generation}" : found.Candidate is { } id ? $"c{int.Parse(id.Value[1..], System.Globalization.CultureInfo.InvariantCulture)}" : $"{found.StopReason}";
        return $"{type} {what} {found.Reason}".Trim();
    }
}
