using Serverless.Algorithms.ModelBased.Candidates;
using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.ModelBased;

/// <summary>Fits the models of all objectives and constraints, starting from the parameters of an earlier fit.</summary>
static class ModelFits
{
    /// <param name="catalogue">The catalogue, which contains every member.</param>
    /// <param name="members">The observed members.</param>
    /// <param name="objectives">The number of objectives.</param>
    /// <param name="constraints">The targets that model constraints, see <see cref="ModelTarget.OfConstraints"/>.</param>
    /// <param name="parameters">The parameters that an earlier fit returned; can be empty.</param>
    /// <param name="isFitted">Whether those parameters were fitted to the same members, so that nothing is left to fit.</param>
    /// <param name="settings">The settings of the models; null for the usual ones.</param>
    /// <param name="decimals">The number of decimals to which parameters, which are logarithms, are rounded; null for no rounding.</param>
    /// <param name="trees">The source of the random numbers of boosted trees; null for Gaussian processes.</param>
    /// <param name="known">A function that returns the model of an objective that needs no fit, or null for the others; null if all need one.</param>
    /// <returns>
    /// One model for each objective, the models of the constraints, and the parameters of all, each model's preceded by their number.
    /// </returns>
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
