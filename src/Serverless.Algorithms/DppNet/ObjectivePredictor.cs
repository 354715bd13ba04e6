using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.DppNet;

/// <summary>Tells the objectives of candidates: those that take no training exactly, the others by models of what was observed.</summary>
/// <param name="space">The candidates' space.</param>
/// <param name="problem">Knows what takes no training.</param>
/// <param name="settings">Of the models.</param>
sealed class ObjectivePredictor(SearchSpace space, ProblemDefinition problem, ModelSettings settings)
{
    /// <summary>A row of objectives for each candidate, in their order.</summary>
    /// <param name="members">Those observed, with enough values for a model.</param>
    /// <param name="objectives">How many.</param>
    /// <param name="candidates">In canonical form, at least one.</param>
    /// <param name="trees">What boosted trees draw from.</param>
    public double[][] Predict(IReadOnlyList<Member> members, int objectives, IReadOnlyList<Architecture> candidates, TreeDraw trees)
    {
        var catalogue = CandidateCatalogue.IsEnumerable(space)
            ? CandidateCatalogue.OfAll(space, settings.Features)
            : CandidateCatalogue.Of(space, [.. candidates, .. members.Select(member => member.Architecture)], settings.Features);
        double[][] rows = [.. candidates.Select(candidate =>
            problem.KnownObjectives is { } known ? [.. known(candidate)] : Enumerable.Repeat(double.NaN, objectives).ToArray())];
        for (var objective = 0; objective < objectives; objective++)
        {
            if (Array.TrueForAll(rows, row => !double.IsNaN(row[objective])))
            {
                continue;
            }

            var target = ModelTarget.Objective(objective);
            var model = ObjectiveModel.Fit(catalogue, members, target, start: [], isFitted: false, settings, settings.HasTrees ? trees : null);
            var predicted = model.Predict(catalogue);
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i][objective] = double.IsNaN(rows[i][objective]) ? predicted.Value(catalogue.PlaceOf(candidates[i])) : rows[i][objective];
            }
        }

        return rows;
    }
}
