using Serverless.Core.Objectives;
using Serverless.Learning.Surrogates.Tabular;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Fits weighted sums of some of an architecture's features.</summary>
public abstract class LinearFitter : TabularFitter
{
    /// <summary>Returns the indices of the features that the fitter reads for a target.</summary>
    private protected abstract IReadOnlyList<int> Columns(ArchitectureEncoder encoder, Objective target);

    private protected override ITabularModel Fit(
        ArchitectureEncoder encoder, IReadOnlyList<TabularOutput> outputs, long seed, CancellationToken cancellation)
    {
        var models = new List<LinearModel>(outputs.Count);
        foreach (var output in outputs)
        {
            cancellation.ThrowIfCancellationRequested();
            var columns = Columns(encoder, output.Target);
            var model = RidgeRegression.Fit(output.Features.Columns(columns), output.Values, targetCount: 1);
            models.Add(model.Widened(columns, output.Features.Width));
        }

        return LinearModel.Join(models);
    }
}
