using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>Leave-one-out predictions: what the processes predict for each training architecture without its own value.</summary>
sealed class LeftOutPredictions
{
    readonly SurrogateTrainingSet _set;
    readonly (double Value, double Deviation)[] _predicted;

    /// <param name="set">n architectures.</param>
    /// <param name="targets">The processes of m targets.</param>
    public LeftOutPredictions(SurrogateTrainingSet set, IReadOnlyList<ProcessTarget> targets)
    {
        _set = set;
        _predicted = new (double, double)[set.Count * targets.Count];
        Array.Fill(_predicted, (double.NaN, double.NaN));
        foreach (var (place, target) in targets.Index())
        {
            foreach (var (row, predicted) in target.Known.Zip(target.PredictLeftOut()))
            {
                _predicted[(row * targets.Count) + place] = predicted;
            }
        }
    }

    /// <summary>Returns the quality of the ranking of held-out architectures; null if there are none.</summary>
    public SurrogateQuality? Judge(int[][] heldOut)
    {
        var ranks = SurrogateFit.Ranks(_set);
        var targets = _set.Targets.Count;
        int[] judged = [.. heldOut.SelectMany(rows => rows).Distinct().Order().Where(row => ranks[row] >= 0 && Of(row).All(value => !double.IsNaN(value)))];
        return judged.Length == 0
            ? null
            : SurrogateFit.Judge(_set.Subset(judged), Array.ConvertAll(judged, row => ranks[row]), badness: null, [.. judged.SelectMany(Of)]);

        IEnumerable<double> Of(int row) => Enumerable.Range(row * targets, targets).Select(place => _predicted[place].Value);
    }

    /// <summary>Returns for each target the factor of the deviations with which intervals for 80 % of the values contain that share.</summary>
    public double[] SpreadFactors()
    {
        var targets = _set.Targets.Count;
        return [.. Enumerable.Range(0, targets).Select(target => SpreadCalibration.Factor(
            Enumerable.Range(0, _set.Count)
                .Select(row => (Error: _set.ValuesOf(row)[target] - _predicted[(row * targets) + target].Value, _predicted[(row * targets) + target].Deviation))
                .Where(pair => double.IsFinite(pair.Error))
                .Select(pair => Math.Abs(pair.Error) / pair.Deviation)))];
    }
}
