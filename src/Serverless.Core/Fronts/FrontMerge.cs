using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.MultiObjective;

namespace Serverless.Core.Fronts;

/// <summary>Merges a generation into the front of a search. A pure function, so that repeating it gives the same documents.</summary>
public static class FrontMerge
{
    /// <summary>Adds the completed evaluations of the next generation, one by one in proposal order.</summary>
    /// <remarks>
    /// The reference point is fixed by the first generation in which something completed (see <see cref="ReferencePoint"/>), or later if more
    /// evaluations are required first; until then it is empty and the hypervolume is 0. Of candidates with equal objectives the first is kept.
    /// </remarks>
    /// <param name="searchId">The search.</param>
    /// <param name="previous">The front so far; null before the first generation.</param>
    /// <param name="objectives">The objectives of the search, at least 1.</param>
    /// <param name="generation">All outcomes of the generation, in proposal order.</param>
    /// <param name="basis">The evaluations from which reference coordinates without a threshold are inferred; the first such generation alone when
    /// null.</param>
    /// <param name="mayImprove">
    /// Which evaluations, and their generations, count as without improvement if they do not raise the hypervolume; all of them when null.
    /// </param>
    /// <exception cref="InvalidOperationException">The generation is not the next one, or a completed evaluation lacks an objective.</exception>
    public static MergedFront Merge(
        string searchId,
        FrontDocument? previous,
        IReadOnlyList<Objective> objectives,
        EvaluationSet generation,
        ReferenceBasis? basis = null,
        Func<Evaluation, bool>? mayImprove = null)
    {
        var merged = previous?.Generation ?? 0;
        if (generation.Generation != merged)
        {
            throw new InvalidOperationException(
                $"Generation {generation.Generation} cannot be merged: the front of {searchId} holds {merged} generation(s).");
        }

        var (reference, origin) = previous is { ReferencePoint.Count: > 0 }
            ? (previous.ReferencePoint, previous.ReferencePointOrigin)
            : (basis ?? new ReferenceBasis([])).Infer(objectives, generation);
        var set = new NondominatedSet<FrontMember>(objectives.Count);
        foreach (var member in previous?.Members ?? [])
        {
            set.Add(ObjectiveValues.Minimised(member.Objectives, objectives), member);
        }

        var volume = VolumeOf(set, reference, objectives);
        var evaluations = previous?.Evaluations ?? 0;
        var history = new List<HistoryEntry>();
        var (before, without) = (volume, previous?.EvaluationsWithoutImprovement ?? 0);
        foreach (var evaluation in generation.Evaluations)
        {
            without += mayImprove?.Invoke(evaluation) == false ? 0 : 1;
            if (evaluation.Status != EvaluationStatus.Completed)
            {
                continue;
            }

            evaluations++;
            if (set.Add(ObjectiveValues.Minimised(evaluation, objectives), MemberOf(evaluation, objectives))
                && VolumeOf(set, reference, objectives) is var raised && raised > volume)
            {
                (volume, without) = (raised, 0);
            }

            history.Add(new HistoryEntry(evaluations, generation.Generation, evaluation.Candidate, set.Count, volume));
        }

        // A front without a reference point has no volume yet that could rise.
        var isMeasured = reference.Count > 0 || set.Count == 0;
        var generationsWithout = previous?.GenerationsWithoutImprovement ?? 0;
        var isCounted = mayImprove is null || generation.Evaluations.Any(mayImprove);
        return new MergedFront(
            new FrontDocument
            {
                SearchId = searchId,
                Generation = merged + 1,
                Evaluations = evaluations,
                Objectives = objectives,
                ReferencePoint = reference,
                ReferencePointOrigin = origin,
                Hypervolume = volume,
                GenerationsWithoutImprovement = volume > before || !isMeasured ? 0 : isCounted ? generationsWithout + 1 : generationsWithout,
                EvaluationsWithoutImprovement = isMeasured ? without : 0,
                Members = BestFirst(set, objectives.Count),
            },
            history);
    }

    static double VolumeOf(
        NondominatedSet<FrontMember> set, IReadOnlyDictionary<string, double> reference, IReadOnlyList<Objective> objectives) =>
        reference.Count == 0
            ? 0
            : Hypervolume.Of(set.Points, ObjectiveValues.Minimised(reference, objectives));

    /// <summary>Sorts by the first objective, ties by the next ones.</summary>
    static FrontMember[] BestFirst(NondominatedSet<FrontMember> set, int objectives)
    {
        var order = new int[set.Count];
        LexicographicOrder.Sort(set.Points, objectives, order);
        return Array.ConvertAll(order, index => set.Items[index]);
    }

    /// <summary>Returns a completed evaluation as a member of a front.</summary>
    /// <param name="evaluation">The evaluation, with all objectives.</param>
    /// <param name="objectives">The objectives of the search.</param>
    public static FrontMember MemberOf(Evaluation evaluation, IReadOnlyList<Objective> objectives)
    {
        var names = objectives.Select(objective => objective.Name).ToList();
        var others = evaluation.Metrics.Where(metric => !names.Contains(metric.Key));
        return new FrontMember
        {
            Candidate = evaluation.Candidate,
            Architecture = evaluation.Architecture,
            Objectives = names.ToDictionary(name => name, name => evaluation.Metrics[name]),
            Metrics = others.ToDictionary(metric => metric.Key, metric => metric.Value),
            Generation = evaluation.Generation,
            Parents = evaluation.Parents,
            ModelBlob = evaluation.ModelBlob,
            ImportedFrom = evaluation.ImportedFrom,
            Predicted = evaluation.Predicted,
        };
    }
}

/// <summary>A front after one more generation.</summary>
/// <param name="Front">The front.</param>
/// <param name="History">One entry for each completed evaluation of the generation, in proposal order.</param>
public sealed record MergedFront(FrontDocument Front, IReadOnlyList<HistoryEntry> History);
