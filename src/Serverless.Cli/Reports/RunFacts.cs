using System.Globalization;
using Serverless.Algorithms;
using Serverless.Cli.Output;
using Serverless.Cli.Watching;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Cli.Reports;

/// <summary>The facts that a reader needs to judge the figures.</summary>
public static class RunFacts
{
    /// <summary>Returns the facts with their names, in reading order.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(ReportData data)
    {
        var search = data.Search;
        var facts = new List<(string Name, string Value)>
        {
            ("Search", search.Id),
            ("State", search.StopReason is null ? search.State.ToString() : $"{search.State}: {StopReasonText.Of(search.StopReason)}"),
            ("Error", search.Error ?? ""),
            ("Note", search.Note ?? ""),
            ("Outcomes", OutcomeText.Counts(search.Outcomes)),
            ("Limits", data.Request.IsTrained ? LimitSavings.Text(data.Evaluations) : ""),
            ("Failures", string.Join("; ", OutcomeText.Failures(search.Outcomes))),
            ("Started", Durations.Text(search.StartedAt)),
            ("Ran for", search.StartedAt is null ? "" : Durations.Text(new WatchedSearch(search, data.MadeAt, null).Elapsed)),
        };
        facts.AddRange(Asked(data.Request));
        facts.AddRange(Budgets(search.Budget));
        facts.AddRange(data.Workers.Select(worker => ($"Worker {worker.Name}", Split(worker.Split))));
        return [.. facts.Where(fact => fact.Value.Length > 0)];
    }

    /// <summary>
    /// Returns a notice that accuracies of a small skeleton are not comparable to published ones; null when the skeleton is the published one.
    /// </summary>
    public static string? SkeletonNotice(SearchRequest request) =>
        request is { IsTrained: true, IsExternal: false }
        && SearchSpaces.Of(request.Space) is CategoricalSpace { Skeleton.IsPublished: true, DefaultSkeleton: var published } space
        && (request.Space.Channels < published.Channels || request.Space.CellsPerStage < published.CellsPerStage)
            ? $"A small skeleton: {Skeleton(request.Space)}, where {(space is JointSpace joint ? joint.Networks : space).PublishedName} is published with {Skeleton(published)}. Accuracies compare with each other, not with published ones."
            : null;

    static string Skeleton(SpaceSpecification space) => SearchSpaces.Of(space) switch
    {
        { Skeleton.IsScaled: false } own => Invariant($"defined by the request: {Count(own.NetworkDecisions, "decision")}"),
        { Skeleton.MostCells: 1 } => Count(space.Channels, "channel") + (space.BitWidths is { } widths ? $", each layer of {string.Join(" or ", widths)} bits" : ""),
        _ => $"{Count(space.Channels, "channel")} and {Count(space.CellsPerStage, "cell")} per stage",
    };

    static IEnumerable<(string Name, string Value)> Asked(SearchRequest request)
    {
        if (request.Table is { } table)
        {
            yield return ("Space", request.Space.Name);
            yield return ("Evaluated by", $"looking up in the table {table}: nothing was trained");
        }
        else
        {
            if (request.IsExternal)
            {
                yield return ("Evaluated by", request.Evaluator?.Name is { } name ? $"your own program, {PlainText.Of(name)}" : "your own program");
            }

            foreach (var fact in Trained(request))
            {
                yield return fact;
            }
        }

        yield return ("Constraints", string.Join("; ", request.Constraints.Select(constraint =>
            MetricText.Words(constraint.Name) + (constraint.AtLeast is { } least ? $" at least {MetricText.Value(constraint.Metric, least)}" : "") + (constraint.AtMost is { } most ? $" at most {MetricText.Value(constraint.Metric, most)}" : ""))));
        yield return ("Algorithm", Invariant($"{request.Algorithm.Name}{Population(request.Algorithm)}, {request.Algorithm.CandidatesPerGeneration} candidates at a time, seed {request.Seed}"));
    }

    static IEnumerable<(string Name, string Value)> Trained(SearchRequest request)
    {
        yield return ("Space", $"{request.Space.Name}, {Skeleton(request.Space)}");
        if (request.IsExternal)
        {
            yield return ("Epochs requested", Invariant($"{request.Training.Epochs}"));
        }
        else
        {
            yield return ("Dataset", Invariant($"{request.Dataset.Name}: {request.Dataset.TrainingImages:N0} images to train, {request.Dataset.ValidationImages:N0} others to validate{(request.Dataset.Folds is { } folds ? $", {folds} folds" : "")}, split by seed {request.Dataset.SplitSeed}; {(request.Dataset.Source is { Test: null } ? "no test images" : "test images only for the final front")}"));
            yield return (request.Space.Recipe is null ? "Training" : "Training, where it is not searched", (SearchedEpochs.AreOf(request) ? "up to " : "") + RecipeText.Of(request.Training));
            yield return ("Searched recipe", string.Join(", ", (request.Space.Recipe ?? new Dictionary<string, RecipeDimension>())
                .Select(field => Invariant($"{field.Key} ({field.Value.Choices.Count} choices)"))));
        }

        if (request.Training.Rungs is { } rungs)
        {
            yield return ("Rungs", Invariant($"compared after {string.Join(", ", rungs.SkipLast(1))} epochs; {(request.Promotion is { Rule: RungRule.LearningCurves, LeastChance: var least, WholeCurves: var whole } ? Invariant($"with learning curves, candidates continue that exceed the best with a chance of at least {least}, after {whole} complete trainings") : Invariant($"one in {request.Promotion?.ReductionFactor:0.##} continues"))}{(request.Promotion?.Variant == HalvingVariant.Promotion ? ", the others wait" : "")}{(request.Promotion?.ZeroCostProxy is { } metric ? $", before training by {MetricText.Words(metric)}" : "")}"));
        }
    }

    static string Population(AlgorithmSpecification algorithm) => algorithm.PopulationSize is { } size ? Invariant($", population {size}") : "";

    static IEnumerable<(string Name, string Value)> Budgets(BudgetLedger ledger)
    {
        yield return ("Trainings", Limited(ledger.TrainingsUsed, ledger.Limits.Trainings) + (ledger.TrainingsCached > 0 ? Invariant($"; {ledger.TrainingsCached} of them from the cache") : ""));
        if (ledger.EpochsPerTraining > 0)
        {
            yield return ("Epochs", Limited(ledger.EpochsUsed, ledger.Limits.Epochs) + (ledger.EpochsCached > 0 ? Invariant($"; {ledger.EpochsCached} of them from the cache") : "")
                + (ledger.EarlyStopped > 0 ? Invariant($"; {ledger.EarlyStopped} candidates stopped early, which saved {ledger.EpochsSaved}") : ""));
            yield return ("Rungs saved", RungSavings.Of(ledger) ?? "");
        }

        yield return ("Evaluations", Limited(ledger.EvaluationsSpent, ledger.Limits.Evaluations));
        yield return ("Generations", Limited(ledger.GenerationsSpent, ledger.Limits.Generations));
        yield return ("No improvement for", BudgetText.WithoutImprovement(ledger));
        yield return ("Target hypervolume", SearchTable.Hypervolume(ledger.Limits.TargetHypervolume));
        yield return ("Time limit", ledger.Limits.WallClockSeconds is { } seconds ? Durations.Text(TimeSpan.FromSeconds(seconds)) : "");
        yield return ("GPU seconds", BudgetText.GpuSeconds(ledger));
        yield return ("Cost", BudgetText.Cost(ledger));
        yield return ("Worker time", Invariant($"{ledger.WorkerSeconds:0.0} s training and measuring"));
    }

    static string Split(WorkerSplit worker) => Invariant(
        $"{worker.TrainingSeconds:0.0} s training, {worker.MeasuringSeconds:0.0} s measuring, {worker.TestingSeconds:0.0} s testing, {worker.OtherSeconds:0.0} s other ({worker.UsefulShare:P1} of the busy time was training, measuring or testing); {worker.IdleSeconds:0.0} s idle; {Count(worker.Jobs, "job")}");

    static string Limited(int used, int? limit) => limit is null ? Invariant($"{used}") : Invariant($"{used} of {limit}");

    static string Count(int count, string what) => count == 1 ? $"1 {what}" : Invariant($"{count} {what}s");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
