using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>Decides which of the evaluations in progress end next, and in which order.</summary>
/// <param name="open">Evaluations in progress, at least one.</param>
/// <returns>At least one of them.</returns>
public delegate IReadOnlyList<Arrival> Arrive(IReadOnlyList<OpenEvaluation> open);

/// <summary>Runs an asynchronous search in one process, turn by turn, by the same rules as the platform.</summary>
/// <remarks>
/// The same request, results and order of arrivals give the same evaluations in the same order as on the platform, so a search can be replayed
/// from its journal.
/// </remarks>
public sealed class AsynchronousRun
{
    readonly CandidateEvaluator _evaluator;
    readonly Evaluate _evaluate;
    readonly ISearchAlgorithm _algorithm;
    readonly Func<CandidateId, PredictedOutcome?>? _predicted;
    readonly Dictionary<CandidateId, Candidate> _candidates = [];
    readonly Dictionary<CandidateId, Evaluation> _reached = [];
    readonly List<Evaluation> _evaluations = [];
    readonly List<HistoryEntry> _history = [];
    readonly List<RungEntry> _pool = [];
    readonly List<ArrivalSet> _journal = [];
    IReadOnlyList<OpenEvaluation> _open = [];
    IReadOnlyList<OpenEvaluation> _waiting = [];
    Candidate[] _latest = [];

    /// <param name="evaluator">The evaluator of an asynchronous request.</param>
    /// <param name="evaluate">Evaluates candidates.</param>
    /// <param name="predicted">Returns what the search's surrogate predicted; required if its request has one, whose choices are then given turn by
    /// turn.</param>
    /// <exception cref="ArgumentException">The request is not asynchronous, or has a surrogate without <paramref name="predicted"/>.</exception>
    public AsynchronousRun(CandidateEvaluator evaluator, Evaluate evaluate, Func<CandidateId, PredictedOutcome?>? predicted = null)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var request = evaluator.Request;
        if (!request.IsAsynchronous || (request.Surrogate is not null && predicted is null))
        {
            throw new ArgumentException("The request is not asynchronous, or has a surrogate without predictions.", nameof(evaluator));
        }

        (_evaluator, _evaluate, _predicted) = (evaluator, evaluate, predicted);
        _algorithm = SearchAlgorithms.Create(request.Algorithm, evaluator.Space, request.Seed, state: null, ProblemDefinitions.Of(evaluator));
        State = SearchRun.Begin(request);
    }

    /// <value>The state of the search, as on the platform; its generations are turns.</value>
    public SearchDocument State { get; private set; }

    /// <value>The front; null before the first turn.</value>
    public FrontDocument? Front { get; private set; }

    /// <value>Whether nothing continued from a rung in the latest turn because the rest of the GPU seconds or of the cost did not cover it.</value>
    public bool IsShort { get; private set; }

    /// <value>All evaluations, in the order in which they ended.</value>
    public IReadOnlyList<Evaluation> Evaluations => _evaluations;

    /// <value>One entry for each completed evaluation.</value>
    public IReadOnlyList<HistoryEntry> History => _history;

    /// <summary>Runs turns until a budget is used up, or nothing is left to propose.</summary>
    /// <param name="arrive">Decides the order in which evaluations end.</param>
    /// <param name="cancellation">Ends it early.</param>
    public StopReason Run(Arrive arrive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(arrive);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            OpenEvaluation[] evaluated = [.. _open.Where(evaluation => !evaluation.IsKnown)];
            var proposed = Turn(evaluated.Length == 0 ? [] : arrive(evaluated));
            if (_open.Count + _waiting.Count == 0 && (State.Budget.Exhausted(startedAt: null, DateTimeOffset.UnixEpoch) ?? (proposed.Count == 0 ? StopReason.SpaceExhausted : null)) is { } ended)
            {
                State = State with { State = SearchStatus.Completed, StopReason = ended };
                return ended;
            }
        }
    }

    /// <value>Results of candidates at rungs below the last, in the order in which they arrived there.</value>
    public IReadOnlyList<RungEntry> Pool => _pool;

    /// <value>What had ended when each turn began, and the number of candidates it started: all that is needed to replay the search.</value>
    public IReadOnlyList<ArrivalSet> Journal => _journal;

    /// <value>Evaluations that wait at a rung, in the order in which they arrived there.</value>
    public IReadOnlyList<OpenEvaluation> Waiting => _waiting;

    /// <summary>Runs one turn.</summary>
    /// <param name="arrivals">The evaluations that have ended, in order.</param>
    /// <param name="wanted">Number of candidates to ask for; as many as parallelism and budget allow when null.</param>
    /// <param name="isStopping">Whether nothing is to continue from a rung.</param>
    /// <param name="promoted">Number of waiting candidates that continue, if <paramref name="wanted"/> is given.</param>
    /// <param name="isShort">Whether nothing is to continue from a rung because the rest of the GPU seconds or of the cost does not cover it;
    /// computed when null.</param>
    /// <param name="chosen">The candidates that a surrogate chose from all proposals, the best first; null when none chose.</param>
    /// <returns>The proposed candidates, or those chosen from them.</returns>
    /// <exception cref="InvalidOperationException">An arrival is not in progress, or a chosen candidate is not proposed.</exception>
    public IReadOnlyList<ProposedCandidate> Turn(
        IReadOnlyList<Arrival> arrivals,
        int? wanted = null,
        bool isStopping = false,
        int promoted = 0,
        bool? isShort = null,
        IReadOnlyList<CandidateId>? chosen = null)
    {
        var (request, turn) = (_evaluator.Request, State.Generation);
        ArrivedEvaluation[] arrived =
        [
            .. Known(),
            .. arrivals.Select(Evaluate),
            .. AsynchronousPromotion.Ending(_open, _waiting).Select(evaluation => new ArrivedEvaluation(evaluation, _reached[evaluation.Candidate])),
        ];
        IsShort = isShort ?? TurnBudget.IsShort(request, State.Budget, _open, arrived);
        var intake = AsynchronousTurn.Receive(request, turn, _open, _pool, arrived, isStopping, _waiting, IsShort);
        _pool.AddRange(intake.Entries);
        var merging = new TurnMerging(SearchRun.Id, request, intake.Ended);
        (intake, var asked) = wanted is { } told
            ? (AsynchronousPromotion.Promote(request, intake, _pool, promoted), told)
            : AsynchronousTurn.Fill(
                request, State, merging.Merge(Front, AsynchronousTurn.Basis(request, _evaluations, isLast: false)).Front, intake, _pool, DateTimeOffset.UnixEpoch);
        (Front, var history) = merging.Merge(
            Front, AsynchronousTurn.Basis(request, _evaluations, isLast: intake.Open.Count + intake.Waiting.Count + asked == 0));
        _journal.Add(new ArrivalSet { Generation = turn, Arrivals = [.. arrivals], Wanted = asked, IsStopping = isStopping, IsShort = IsShort, Promoted = intake.Promoted });
        _history.AddRange(history);
        _evaluations.AddRange(intake.Ended.Evaluations);

        Telling.Tell(_algorithm, _evaluator, [], intake.Told, []);
        var candidates = Propose(asked, chosen);
        Array.ForEach(candidates, candidate => _candidates[candidate.Proposed.Id] = candidate);
        _latest = candidates;
        var budget = TurnBudget.Settle(State, request, intake.Ended, intake.Open, intake.Waiting)!.Budget;
        _open = TurnBudget.Cover(
            request, budget, [.. intake.Open, .. AsynchronousTurn.Begin(_evaluator, turn, candidates, Scoring.Score(_evaluator, candidates, predictions: null), _predicted)], intake.Waiting);
        _waiting = intake.Waiting;
        State = Generation.WithFront(TurnBudget.Settle(State, request, intake.Ended, _open, _waiting)!, Front);
        return [.. candidates.Select(candidate => candidate.Proposed)];
    }

    Candidate[] Propose(int asked, IReadOnlyList<CandidateId>? chosen)
    {
        var proposed = _algorithm.Ask(chosen is null ? asked : AsynchronousChoosing.PoolOf(_evaluator.Request, asked));
        Candidate[] candidates = [.. proposed.Select(candidate => new Candidate(candidate, _evaluator.Parse(candidate.Architecture)))];
        try
        {
            return chosen is null ? candidates
                : [.. AsynchronousChoosing.Take(_algorithm, candidates, Scoring.Score(_evaluator, candidates, predictions: null), chosen)];
        }
        catch (InvalidOperationException unknown)
        {
            throw new InvalidOperationException($"Turn {State.Generation}: {unknown.Message}", unknown);
        }
    }

    IEnumerable<ArrivedEvaluation> Known()
    {
        // Known outcomes of candidates proposed in one turn arrive in the next.
        OpenEvaluation[] known = [.. _open.Where(evaluation => evaluation.IsKnown)];
        return known.Length == 0 ? [] : AsynchronousTurn.Known(_evaluator, known[0].Generation, known, _latest);
    }

    ArrivedEvaluation Evaluate(Arrival arrival)
    {
        var evaluation = _open.FirstOrDefault(evaluation => evaluation.Arrival == arrival && !evaluation.IsKnown)
            ?? throw new InvalidOperationException(
                $"Turn {State.Generation}: candidate {arrival.Index} of turn {arrival.Generation} is not in progress at rung {arrival.Rung}.");
        var outcome = _evaluate(
            Start(evaluation) with { Fidelity = RungLadder.Of(_evaluator.Request).FidelityOf(evaluation.Rung) },
            _candidates[evaluation.Candidate],
            evaluation.Rung,
            _reached.GetValueOrDefault(evaluation.Candidate));
        _reached[evaluation.Candidate] = outcome;
        return new ArrivedEvaluation(evaluation, outcome);
    }

    Evaluation Start(OpenEvaluation evaluation) =>
        Generation.Start(_evaluator, evaluation.Generation, evaluation.Index, _candidates[evaluation.Candidate]);
}
