using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.DppNet;

/// <summary>Predicts the objectives of candidates: exactly if they are known without training, otherwise by models of the observations.</summary>
/// <param name="space">The space of the candidates.</param>
/// <param name="problem">The problem, with the objectives that are known without training.</param>
/// <param name="settings">The settings of the models.</param>
sealed class ObjectivePredictor(SearchSpace space, ProblemDefinition problem, ModelSettings settings)
{
    /// <summary>Returns a row of objectives for each candidate, in the order of the candidates.</summary>
    /// <param name="members">The observed members, with enough values to fit a model.</param>
    /// <param name="objectives">The number of objectives.</param>
    /// <param name="candidates">The candidates in canonical form, at least one.</param>
    /// <param name="trees">The source of the random numbers of boosted trees.</param>
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
