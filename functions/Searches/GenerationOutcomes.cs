using Serverless.Domain;
using Serverless.Domain.Budgets;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;

namespace Serverless.Functions.Searches;

/// <summary>What became of every candidate of a generation.</summary>
public sealed class GenerationOutcomes(SearchGenerations generations, IDocumentStore store)
{
    /// <summary>Puts the outcomes together in proposal order and keeps them; those that were kept before stay.</summary>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    public async Task<EvaluationSet> PutTogetherAsync(
        string searchId, int generation, SearchRequest request, CancellationToken cancellation)
    {
        var path = BlobPaths.EvaluationSet(searchId, generation);
        if (await store.FindAsync(path, DomainJson.Default.EvaluationSet, cancellation) is { } earlier)
        {
            return earlier.Value;
        }

        var candidates = await generations.ReadCandidatesAsync(searchId, generation, cancellation);
        var selection = await store.ReadAsync(
            BlobPaths.Selection(searchId, generation), DomainJson.Default.TrainingSelection, cancellation);
        var selected = selection.Value.Selected.ToHashSet();
        var scoresPath = BlobPaths.Scores(searchId, generation);
        var scores = (await store.ReadAsync(scoresPath, DomainJson.Default.ScoreSet, cancellation)).Value.Scores;
        if (!scores.Select(score => score.Candidate).SequenceEqual(candidates.Select(candidate => candidate.Id)))
        {
            throw new DocumentException(scoresPath, "does not hold the scores of the generation's candidates.");
        }

        var evaluations = new List<Evaluation>();
        for (var index = 0; index < candidates.Count; index++)
        {
            var started = Outcomes.Start(generation, index, candidates[index], request, scores[index]);
            evaluations.Add(
                !scores[index].IsFeasible ? Outcomes.Infeasible(started)
                : !selected.Contains(started.Candidate) ? Outcomes.Declined(started)
                : await ReadOutcomeAsync(searchId, started, cancellation));
        }

        var set = new EvaluationSet { Generation = generation, Evaluations = evaluations };
        return await generations.KeepAsync(path, set, DomainJson.Default.EvaluationSet, cancellation);
    }

    /// <summary>What a generation used of the budgets.</summary>
    public static GenerationUsage UsageOf(EvaluationSet set) => new()
    {
        TrainingsSpent = set.Evaluations.Count(Outcomes.IsPaid),
        TrainingsCached = set.Evaluations.Count(evaluation => evaluation.Cached),
        Evaluations = set.Evaluations.Count,
        WorkerSeconds = set.Evaluations.Sum(evaluation => evaluation.Cost.TrainingSeconds + evaluation.Cost.MeasuringSeconds),
    };

    async Task<Evaluation> ReadOutcomeAsync(string searchId, Evaluation started, CancellationToken cancellation)
    {
        var path = BlobPaths.Outcome(searchId, started.Generation, started.Candidate);
        var outcome = (await store.ReadAsync(path, DomainJson.Default.Evaluation, cancellation)).Value;
        return outcome.Candidate == started.Candidate
            ? outcome
            : throw new DocumentException(path, $"holds the outcome of {outcome.Candidate}.");
    }
}
