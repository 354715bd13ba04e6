using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Evaluates a candidate, for a search that runs in one process.</summary>
/// <param name="started">The initial evaluation.</param>
/// <param name="candidate">The candidate.</param>
/// <param name="rung">The rung to which to train it, from 1.</param>
/// <param name="before">The evaluation after the previous rung; null at the first.</param>
/// <returns>The evaluation after the rung.</returns>
public delegate Evaluation Evaluate(Evaluation started, Candidate candidate, int rung, Evaluation? before);

/// <summary>Runs a search in one process, generation by generation, by the same rules as the platform.</summary>
/// <remarks>
/// The same request, seed and results give the same evaluations in the same order as on the platform, where each step is an activity
/// that loads, calls the same rule and stores.
/// </remarks>
public sealed class SearchRun
{
    internal const string Id = "in-process";

    readonly CandidateEvaluator _evaluator;
    readonly Evaluate _evaluate;
    readonly InProcessSurrogates? _surrogates;
    readonly TimeProvider _time;
    readonly ISearchAlgorithm _algorithm;
    readonly RungLadder _ladder;
    readonly FidelityRun? _fidelities;
    readonly CandidateEpochs? _epochs;
    readonly List<Evaluation> _evaluations = [];
    readonly List<HistoryEntry> _history = [];
    IReadOnlyList<RungEntry> _pool = [];
    TimeSpan _proposing;

    /// <param name="evaluator">The evaluator of the search.</param>
    /// <param name="evaluate">Evaluates candidates.</param>
    /// <param name="surrogates">Fits the search's surrogate; required if its request has one.</param>
    /// <param name="time">The clock for <see cref="ProposalSeconds"/>.</param>
    /// <param name="algorithm">The algorithm that proposes candidates; that of the request when null.</param>
    /// <exception cref="ArgumentException">
    /// The request has a surrogate and <paramref name="surrogates"/> is null, or its algorithm has fidelities of its own for which the request has no
    /// rungs.
    /// </exception>
    public SearchRun(CandidateEvaluator evaluator, Evaluate evaluate, InProcessSurrogates? surrogates = null, TimeProvider? time = null, ISearchAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var request = evaluator.Request;
        if (request.Surrogate is not null && surrogates is null)
        {
            throw new ArgumentException("The request has a surrogate, but nothing fits it.", nameof(surrogates));
        }

        (_evaluator, _evaluate, _surrogates, _time) = (evaluator, evaluate, surrogates, time ?? TimeProvider.System);
        _algorithm = algorithm ?? SearchAlgorithms.Create(
            request.Algorithm, evaluator.Space, request.Seed, state: null, ProblemDefinitions.Of(evaluator));
        var own = OwnFidelities.Of(request);
        if (_algorithm.Fidelities.Count > 1 && own is null)
        {
            throw new ArgumentException(
                $"'{request.Algorithm.Name}' evaluates at {_algorithm.Fidelities.Count} fidelities of its own, but the request does not have a rung for each.", nameof(evaluator));
        }

        _ladder = RungLadder.Of(request);
        _fidelities = own is null ? null : new FidelityRun(evaluator, evaluate, own);
        _epochs = CandidateEpochs.Of(request);
        State = Begin(request);
    }

    /// <value>The state of the search, as on the platform.</value>
    public SearchDocument State { get; private set; }

    /// <value>The front; null before the first generation.</value>
    public FrontDocument? Front { get; private set; }

    /// <value>All evaluations, in the order of generations and proposals.</value>
    public IReadOnlyList<Evaluation> Evaluations => _evaluations;

    /// <value>One entry for each completed evaluation.</value>
    public IReadOnlyList<HistoryEntry> History => _history;

    /// <value>Seconds spent in the algorithm, in fits, predictions and choosing; without evaluations.</value>
    public double ProposalSeconds => _proposing.TotalSeconds;

    /// <summary>Runs generations until a budget is used up, or nothing is left to propose.</summary>
    public StopReason Run(CancellationToken cancellation = default)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (RunGeneration(cancellation) is { } reason)
            {
                State = State with { State = SearchStatus.Completed, StopReason = reason };
                return reason;
            }
        }
    }

    StopReason? RunGeneration(CancellationToken cancellation)
    {
        var (request, generation) = (_evaluator.Request, State.Generation);
        var before = _time.GetTimestamp();
        var surrogate = request.Surrogate is null ? null : _surrogates!.Prepare(_evaluator, State.Surrogate?.Decision, generation, _evaluations, cancellation);
        if (surrogate is not null)
        {
            State = State with
            {
                Surrogate = (State.Surrogate ?? new SurrogateProgress { Decision = surrogate.Decision, Kind = request.Surrogate!.Kind }) with { Decision = surrogate.Decision },
            };
        }

        var proposed = _algorithm.Ask(Proposing.Count(request, generation, surrogate?.Decision.Role, State.Budget.EvaluationsLeft));
        if (proposed.Count == 0)
        {
            return StopReason.SpaceExhausted;
        }

        Candidate[] candidates = [.. proposed.Select(candidate => new Candidate(candidate, _evaluator.Parse(candidate.Architecture)))];
        var scores = Scoring.Score(_evaluator, candidates, surrogate?.Predict(candidates, cancellation));
        var imported = Importing.OutcomesOf(_evaluator, generation, candidates);
        var choices = imported.Count > 0 ? null : surrogate is { Decision.Role: SurrogateRole.Active, Order: { } order }
            ? Selecting.Choose(_evaluator, generation, order, candidates, scores, _evaluations, State)
            : Screening.Choose(_evaluator, _algorithm, scores);
        var wanted = imported.Count > 0 ? [] : _evaluator.TakesJobs || choices is not null ? Selecting.Wanted(scores, choices) : [.. scores.Select(score => score.Candidate)];
        _proposing += _time.GetElapsedTime(before);

        var selection = Selecting.Grant(generation, wanted, choices, _evaluator.TakesJobs ? Reserve(wanted, proposed) : wanted.Count);
        var (ended, promotions) = _fidelities is { } run ? (run.Evaluate(candidates, selection, State.Budget, _pool), []) : Climb(candidates, selection);
        var set = Generation.PutTogether(
            _evaluator, candidates, scores, selection, ended, promotions, PredictedOutcomes.Of(surrogate?.Order, selection, scores));

        before = _time.GetTimestamp();
        Telling.Tell(_algorithm, _evaluator, proposed, set, scores);
        _proposing += _time.GetElapsedTime(before);
        _pool = _ladder.Count == 1 ? [] : [.. _pool, .. Promoting.Entries(request, set)];
        _fidelities?.Remember(set);
        _evaluations.AddRange(set.Evaluations);
        (Front, var history) = Generation.Merge(Id, request, Front, set);
        _history.AddRange(history);
        State = Generation.Settle(State, request, Front, proposed.Count, set) ?? State;
        return State.Budget.Exhausted(startedAt: null, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Creates the state of a search that begins.</summary>
    internal static SearchDocument Begin(SearchRequest request) => new()
    {
        Id = Id,
        State = SearchStatus.Running,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Budget = new BudgetLedger
        {
            Limits = request.Budgets,
            EpochsPerTraining = RungOutcomes.CountsEpochs(request) ? (int)RungLadder.Of(request).EpochsFor(1) : 0,
        },
    };

    int Reserve(IReadOnlyList<CandidateId> wanted, IReadOnlyList<ProposedCandidate> proposed)
    {
        var byId = proposed.ToDictionary(candidate => candidate.Id);
        (var ledger, var granted) = CandidateShares.Of(_evaluator.Request, wanted.Select(id => byId[id]), _pool) is { } shares
            ? State.Budget.Reserve(State.Generation, shares)
            : State.Budget.Reserve(State.Generation, wanted.Count, _ladder);
        State = State with { Budget = ledger };
        return granted;
    }

    /// <summary>Returns whether the GPU seconds and cost left are expected to cover one more training to a rung, after those completed.</summary>
    bool IsCovered(IReadOnlyCollection<Evaluation> ended, int rung, int have)
    {
        var used = EvaluationCost.Sum([.. ended.Select(evaluation => evaluation.Cost)]);
        return State.Budget.AffordableEpochs(used) is not { } epochs || _ladder.AffordableAt(rung, 1, have, epochs) > 0;
    }

    (Dictionary<CandidateId, Evaluation> Ended, List<RungPromotion> Promotions) Climb(Candidate[] candidates, TrainingSelection selection)
    {
        var ended = new Dictionary<CandidateId, Evaluation>();
        var promotions = new List<RungPromotion>();
        IReadOnlySet<CandidateId> climbing = selection.Selected.ToHashSet();
        for (var rung = 1; ; rung++)
        {
            var have = 0;
            var open = candidates.Index().Where(candidate => climbing.Contains(candidate.Item.Proposed.Id)).ToArray();
            int[]? shares = _epochs is null ? null : [.. open.Select(candidate => _epochs.Of(candidate.Item))];
            var covered = open.Length;
            foreach (var (place, (index, candidate)) in open.Index())
            {
                var started = Generation.Start(_evaluator, selection.Generation, index, candidate) with { Fidelity = _ladder.FidelityOf(rung) };
                var before = ended.GetValueOrDefault(candidate.Proposed.Id);
                covered = shares is null ? covered : Math.Min(covered, place + FidelityRun.Covered(shares[place..], State.Budget, ended.Values));
                var isCovered = shares is null ? IsCovered(ended.Values, rung, have) : place < covered;
                have += isCovered ? 1 : 0;
                ended[candidate.Proposed.Id] = isCovered
                    ? _evaluate(started, candidate, rung, before)
                    : RungOutcomes.Join(Outcomes.Abandon(started, Outcomes.NotAffordable), before, _ladder, rung, _evaluator.Request);
            }

            if (rung == _ladder.Count)
            {
                return (ended, promotions);
            }

            var promotion = Promoting.Decide(
                _evaluator.Request,
                selection.Generation,
                rung,
                _pool,
                candidates.Where(candidate => climbing.Contains(candidate.Proposed.Id)).Select(candidate => ended[candidate.Proposed.Id]));
            promotions.Add(promotion);
            var promoted = Promoting.Promoted(promotion);
            foreach (var id in climbing.Where(id => !promoted.Contains(id)))
            {
                ended[id] = RungOutcomes.End(ended[id], rung, promotion);
            }

            climbing = promoted;
        }
    }
}
