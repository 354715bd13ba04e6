using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Searches;

/// <summary>
/// Proposes the candidates that a turn of an asynchronous search begins: those of the algorithm or, from a larger pool of the algorithm, those
/// that a surrogate chooses.
/// </summary>
public sealed class TurnProposing(
    SearchGenerations generations,
    AlgorithmStates algorithms,
    SurrogateKnowledge knowledge,
    TurnSurrogates surrogates,
    ISurrogatePredictor predictor,
    IDocumentStore store)
{
    /// <summary>
    /// Reports the ended evaluations to the algorithm, asks it for candidates, and stores the new candidates with their scores, the evaluations
    /// then in progress, and the state of the algorithm.
    /// </summary>
    /// <remarks>
    /// The surrogate's choice is stored before everything that follows from it, so that predictions repeated on another machine change nothing.
    /// </remarks>
    /// <returns>The evaluations in progress after the turn.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<OpenEvaluations> ProposeAsync(ProposingTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var (searchId, number, evaluator, intake) = (turn.State.Id, turn.Intake.Ended.Generation, turn.Evaluator, turn.Intake);
        if (await store.FindAsync(BlobPaths.Open(searchId, number), CoreJson.Default.OpenEvaluations, cancellation) is { } kept)
        {
            return kept.Value;
        }

        var algorithm = await algorithms.ReadAsync(searchId, number, evaluator, cancellation);
        Telling.Tell(algorithm, evaluator, [], intake.Told, []);
        var order = turn.Decision is { Role: not SurrogateRole.None, Surrogate: { } surrogate } ? await surrogates.ReadOrderAsync(surrogate, cancellation) : null;
        var begun = order is not null && turn.Decision!.Role == SurrogateRole.Active
            ? await ChooseAsync(turn, order, algorithm, cancellation)
            : await AskAsync(turn, order, algorithm, cancellation);
        await store.TryCreateAsync(
            BlobPaths.Candidates(searchId, number),
            new CandidateSet { Generation = number, Candidates = [.. begun.Candidates.Select(candidate => candidate.Proposed)] },
            CoreJson.Default.CandidateSet,
            cancellation);
        var scores = (await generations.GetOrCreateAsync(
            BlobPaths.Scores(searchId, number), new ScoreSet { Generation = number, Scores = begun.Scores }, CoreJson.Default.ScoreSet, cancellation)).Scores;
        await algorithms.KeepAsync(searchId, number, algorithm, cancellation);
        var predicted = PredictedOutcomes.Of(order, begun.Selection, scores);
        var open = new OpenEvaluations
        {
            Generation = number,
            Evaluations = TurnBudget.Cover(
                evaluator.Request,
                turn.State.Budget,
                [.. intake.Open, .. AsynchronousTurn.Begin(evaluator, number, begun.Candidates, scores, candidate => predicted.GetValueOrDefault(candidate))],
                intake.Waiting),
            Screened = begun.Screened,
        };
        return await generations.GetOrCreateAsync(BlobPaths.Open(searchId, number), open, CoreJson.Default.OpenEvaluations, cancellation);
    }

    async Task<Begun> AskAsync(ProposingTurn turn, FitSpecification? order, ISearchAlgorithm algorithm, CancellationToken cancellation)
    {
        var candidates = Ask(turn, algorithm, turn.Wanted);
        var scores = await ScoreAsync(turn, order, candidates, cancellation);
        var all = Selecting.Grant(turn.Intake.Ended.Generation, [.. scores.Select(score => score.Candidate)], choices: null, scores.Count);
        return new Begun(candidates, scores, all, Screened: 0);
    }

    async Task<Begun> ChooseAsync(ProposingTurn turn, FitSpecification order, ISearchAlgorithm algorithm, CancellationToken cancellation)
    {
        var (searchId, number, evaluator) = (turn.State.Id, turn.Intake.Ended.Generation, turn.Evaluator);
        var known = await knowledge.ReadEvaluationsAsync(searchId, evaluator.Request, number + 1, cancellation);
        var terms = new ChoosingTurn(
            number,
            turn.Wanted,
            [.. algorithm.State.Pending.Select(candidate => SearchGenerations.Parse(evaluator.Space, candidate.Architecture, BlobPaths.Algorithm(searchId, number)))],
            IsIdle: turn.Intake.Open.Count == 0);
        var pool = Ask(turn, algorithm, AsynchronousChoosing.PoolOf(evaluator.Request, turn.Wanted));
        var scores = await ScoreAsync(turn, order, pool, cancellation);
        var choices = AsynchronousChoosing.Choose(evaluator, terms, order, pool, scores, known, turn.State);
        var path = BlobPaths.Selection(searchId, number);
        var selection = await generations.GetOrCreateAsync(
            path,
            Selecting.Grant(number, [.. choices.Select(choice => choice.Candidate)], choices, choices.Count),
            CoreJson.Default.TrainingSelection,
            cancellation);
        try
        {
            var chosen = AsynchronousChoosing.Take(algorithm, pool, scores, selection.Selected);
            var byCandidate = scores.ToDictionary(score => score.Candidate);
            return new Begun(chosen, [.. selection.Selected.Select(candidate => byCandidate[candidate])], selection, pool.Length);
        }
        catch (InvalidOperationException other)
        {
            throw new DocumentException(path, $"is of another turn: {other.Message} Start the search again.", other);
        }
    }

    static Candidate[] Ask(ProposingTurn turn, ISearchAlgorithm algorithm, int count)
    {
        var source = BlobPaths.Candidates(turn.State.Id, turn.Intake.Ended.Generation);
        return [.. algorithm.Ask(count).Select(candidate => new Candidate(candidate, SearchGenerations.Parse(turn.Evaluator.Space, candidate.Architecture, source)))];
    }

    async Task<IReadOnlyList<CandidateScore>> ScoreAsync(ProposingTurn turn, FitSpecification? order, Candidate[] candidates, CancellationToken cancellation)
    {
        var predictions = order is null || candidates.Length == 0
            ? null
            : await predictor.PredictAsync(
                order.Id, turn.Evaluator.Request.Objectives, [.. candidates.Select(candidate => candidate.Architecture)], cancellation);
        return Scoring.Score(turn.Evaluator, candidates, predictions);
    }

    sealed record Begun(IReadOnlyList<Candidate> Candidates, IReadOnlyList<CandidateScore> Scores, TrainingSelection Selection, int Screened);
}

/// <summary>A turn that has processed the ended evaluations.</summary>
/// <param name="Evaluator">The evaluator of the search.</param>
/// <param name="State">The state of the search, with the ended evaluations settled and merged into the front.</param>
/// <param name="Intake">What the turn has processed.</param>
/// <param name="Wanted">The number of evaluations that can begin.</param>
/// <param name="Decision">What the surrogate of the search does; null when it does nothing.</param>
public sealed record ProposingTurn(CandidateEvaluator Evaluator, SearchDocument State, TurnIntake Intake, int Wanted, SurrogateDecision? Decision);
