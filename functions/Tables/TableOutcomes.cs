using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Tables;

/// <summary>What a table says of a generation. Pure.</summary>
static class TableOutcomes
{
    const string Provenance = "table";

    /// <summary>Looks the chosen candidates up, in proposal order; one that the table has no values of is given up, and says so.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="candidates">The generation's.</param>
    /// <param name="table">The request's table.</param>
    /// <param name="isChosen">Whether a candidate is to be looked up.</param>
    /// <exception cref="DocumentException">A candidate is none of the request's space.</exception>
    public static EvaluationSet Of(
        SearchRequest request, string searchId, int generation, IReadOnlyList<ProposedCandidate> candidates, ArchitectureTable table, Func<ProposedCandidate, bool> isChosen)
    {
        var space = TableSpaces.Of(request, table.Description);
        var source = BlobPaths.Candidates(searchId, generation);
        var recipe = RecipeHash.Of(request);
        string[] names = [.. request.Objectives.Select(objective => objective.Metric).Union(request.Constraints.Select(constraint => constraint.Metric))];
        return new EvaluationSet
        {
            Generation = generation,
            Evaluations =
            [
                .. candidates.Index().Where(proposed => isChosen(proposed.Item)).Select(proposed => LookUp(
                    new Evaluation
                    {
                        Candidate = proposed.Item.Id,
                        Architecture = proposed.Item.Architecture,
                        Generation = generation,
                        Index = proposed.Index,
                        Parents = proposed.Item.Parents,
                        Fidelity = proposed.Item.Fidelity,
                        Status = EvaluationStatus.Running,
                        Metrics = new Dictionary<string, double>(),
                        Seed = request.Seed,
                        Recipe = recipe,
                    },
                    table.RowOf(SearchGenerations.Parse(space, proposed.Item.Architecture, source)),
                    names)),
            ],
        };

        Evaluation LookUp(Evaluation started, int? row, string[] metrics)
        {
            if (row is not { } found)
            {
                return Outcomes.Fail(started, $"The table '{table.Description.Name}' does not have it.");
            }

            var values = metrics.Where(name => !double.IsNaN(table.Column(name)[found])).ToDictionary(name => name, name => table.Column(name)[found]);
            var evaluation = started with { Metrics = values, Provenance = values.ToDictionary(value => value.Key, _ => Provenance) };
            return values.Count < metrics.Length ? Outcomes.Fail(
                    evaluation, $"The table '{table.Description.Name}' has no {string.Join(", ", metrics.Except(values.Keys))} of it.")
                : request.Constraints.Any(constraint => constraint.Violation(values[constraint.Metric]) > 0) ? Outcomes.Infeasible(evaluation)
                : evaluation with { Status = EvaluationStatus.Completed };
        }
    }
}
