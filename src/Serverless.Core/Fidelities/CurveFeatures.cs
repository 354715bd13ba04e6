using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>
/// Computes the features of a learning curve: the values at the rungs so far and their change per epoch between rungs, standardised by whole curves,
/// then the choices of the architecture one-hot, less their mean and divided by the square root of their number.
/// </summary>
sealed class CurveFeatures
{
    readonly SearchSpace? _space;
    readonly RungLadder _ladder;
    readonly int _rung;
    readonly string _objective;
    readonly double[] _means;
    readonly double[] _scales;

    /// <param name="space">The space that parses architectures; null when their choices are not used.</param>
    /// <param name="ladder">The rungs, with their epochs.</param>
    /// <param name="rung">The last rung to read, from 1.</param>
    /// <param name="objective">The objective whose values are read.</param>
    /// <param name="whole">The whole curves by which features are standardised.</param>
    public CurveFeatures(SearchSpace? space, RungLadder ladder, int rung, string objective, IReadOnlyList<IReadOnlyList<RungEntry>> whole)
    {
        (_space, _ladder, _rung, _objective) = (space, ladder, rung, objective);
        double[][] raw = [.. whole.Select(Raw)];
        _means = [.. Enumerable.Range(0, raw[0].Length).Select(feature => raw.Average(row => row[feature]))];
        _scales = [.. Enumerable.Range(0, raw[0].Length).Select(feature => ScaleOf(feature, raw))];
    }

    /// <param name="entries">The values of a candidate at the rungs, ascending; rungs after the last one to read are ignored.</param>
    public double[] Of(IReadOnlyList<RungEntry> entries) =>
        [.. Raw(entries).Select((value, feature) => (value - _means[feature]) * _scales[feature])];

    double[] Raw(IReadOnlyList<RungEntry> entries)
    {
        double[] values = [.. entries.Take(_rung).Select(entry => entry.Values[_objective])];
        var slopes = Enumerable.Range(1, _rung - 1).Select(at => (values[at] - values[at - 1]) / (_ladder.EpochsOf(at + 1) - _ladder.EpochsOf(at)));
        return [.. values, .. slopes, .. Choices(entries[0])];
    }

    IEnumerable<double> Choices(RungEntry entry)
    {
        if (_space is null || entry.Architecture is not { } notation || !_space.TryParse(notation, out var architecture, out _))
        {
            return [];
        }

        var encoding = new float[_space.OneHotLength];
        _space.EncodeOneHot(_space.Canonicalise(architecture), encoding);
        return encoding.Select(choice => (double)choice);
    }

    double ScaleOf(int feature, double[][] raw)
    {
        if (feature >= (2 * _rung) - 1)
        {
            return 1 / Math.Sqrt(_space!.Dimensions.Count);
        }

        var deviation = Math.Sqrt(raw.Average(row => Math.Pow(row[feature] - _means[feature], 2)));
        return deviation > 0 ? 1 / deviation : 0;
    }
}
