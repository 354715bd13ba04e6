using Serverless.Algorithms;
using Serverless.Core.Evaluators;

namespace Serverless.Core.Engine;

/// <summary>Creates the description of a search's objectives and constraints that its algorithm gets before anything is evaluated. Pure.</summary>
public static class ProblemDefinitions
{
    /// <param name="evaluator">The evaluator of the search.</param>
    public static ProblemDefinition Of(CandidateEvaluator evaluator)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        var request = evaluator.Request;
        return new ProblemDefinition
        {
            Thresholds = request.Objectives.All(objective => objective.Threshold is null)
                ? []
                : [.. request.Objectives.Select(objective => objective.Threshold is { } threshold ? objective.Minimised(threshold) : double.PositiveInfinity)],
            IsFeasible = evaluator.KnownConstraints.Count > 0
                ? architecture => evaluator.ViolationOf(evaluator.KnownOf(architecture)) <= 0
                : null,
            KnownObjectives = evaluator.KnownObjectives,
            Seeds = request is { Seeds: null, ImportFrom: null } ? [] : [.. Importing.ArchitecturesOf(request).Concat(request.Seeds ?? []).Select(evaluator.Parse)],
        };
    }
}
