using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Fits the models of all objectives, and of constraints, from where an earlier fit ended.</summary>
static class ModelFits
{
    /// <param name="catalogue">Has every member.</param>
    /// <param name="members">Those observed.</param>
    /// <param name="objectives">How many.</param>
    /// <param name="constraints">What tells of constraints, see <see cref="ModelTarget.OfConstraints"/>.</param>
    /// <param name="parameters">What an earlier fit gave; may be none.</param>
    /// <param name="isFitted">Whether those are of the same members, so that nothing is left to fit.</param>
    /// <param name="settings">The usual ones when null.</param>
    /// <param name="decimals">Parameters, which are logarithms, are rounded to so many; null: as they are.</param>
    /// <param name="trees">What boosted trees draw from; null: Gaussian processes.</param>
    /// <param name="known">The model of an objective that needs no fit, or null; null: all need one.</param>
    /// <returns>One model for each objective, those of the constraints, and the parameters of all, each model's preceded by how many it has.</returns>
    public static (ObjectiveModel[] Models, ObjectiveModel[] Constraints, double[] Parameters) Fit(
        CandidateCatalogue catalogue,
        IReadOnlyList<Member> members,
        int objectives,
        ModelTarget[] constraints,
        IReadOnlyList<double> parameters,
        bool isFitted,
        ModelSettings? settings = null,
        int? decimals = null,
        TreeDraw? trees = null,
        Func<int, ObjectiveModel?>? known = null)
    {
        using var activity = FitActivity.Begin();
        var saved = new List<double>();
        var at = 0;
        ObjectiveModel[] models = [.. Enumerable.Range(0, objectives).Select(objective => FitOne(ModelTarget.Objective(objective)))];
        return (models, Array.ConvertAll(constraints, FitOne), [.. saved]);

        ObjectiveModel FitOne(ModelTarget target)
        {
            var length = at < parameters.Count ? (int)parameters[at] : 0;
            double[] start = [.. parameters.Skip(at + 1).Take(length)];
            at += length + 1;
            if (target.IsObjective && known?.Invoke(target.Stream) is { } exact)
            {
                saved.Add(0);
                return exact;
            }

            var model = ObjectiveModel.Fit(catalogue, members, target, start, isFitted, settings, trees);
            var save = model.Save();
            if (decimals is { } digits && !(isFitted && length > 0))
            {
                save = Array.ConvertAll(save, number => Math.Round(number, digits));
                model = ObjectiveModel.Fit(catalogue, members, target, save, isFitted: true, settings);
            }

            saved.AddRange([save.Length, .. save]);
            return model;
        }
    }
}
