using Serverless.Algorithms.ModelBased.Improvements;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Chooses candidates one after the other, each the one of the largest mean gain over joint draws; what is chosen joins every draw as drawn there.</summary>
/// <remarks>
/// The sequential greedy batch of Daulton, Balandat, Bakshy 2020, section 3.3. The draws of an ensemble are whole from the start: with them
/// gains that never grow are looked at again only while they lead (Minoux 1978). Otherwise all are computed for each choice.
/// </remarks>
/// <param name="draws">Of what may be chosen, and of what else may join.</param>
/// <param name="gains">Over what is known.</param>
/// <param name="columns">Those that may be chosen; of equal gains the first.</param>
/// <param name="weightOf">What the gain of a column is multiplied by, at least 0.</param>
sealed class SequentialChoice(ObjectiveDraws draws, IDrawnGains gains, int[] columns, Func<int, double> weightOf)
{
    readonly bool _isLazy = draws.AreWhole && gains.NeverGrow;
    PriorityQueue<int, (double NegativeGain, int Place)>? _bounds;

    /// <summary>Draws a column's values and takes them in.</summary>
    public void Join(int column) => gains.Add(draws.Fix(column));

    /// <summary>The best column that is open, and its mean gain; null when none is left.</summary>
    /// <param name="isOpen">Whether a column may be chosen; what was given once is not given again.</param>
    public (int Column, double Gain)? Choose(Func<int, bool> isOpen) => _isLazy ? Leading(isOpen) : Largest(isOpen);

    (int Column, double Gain)? Largest(Func<int, bool> isOpen)
    {
        var values = NewValues(Marginals.PaddedLength(draws.Columns));
        var sums = new double[values[0].Length];
        for (var draw = 0; draw < draws.Count; draw++)
        {
            for (var k = 0; k < values.Length; k++)
            {
                draws.WriteNext(draw, k, values[k]);
            }

            gains.AddGains(draw, values, sums);
        }

        var (best, bestSum) = (-1, double.NegativeInfinity);
        foreach (var column in columns)
        {
            var sum = sums[column] * weightOf(column);
            if (sum > bestSum && isOpen(column))
            {
                (best, bestSum) = (column, sum);
            }
        }

        return best < 0 ? null : (best, bestSum / draws.Count);
    }

    (int Column, double Gain)? Leading(Func<int, bool> isOpen)
    {
        var values = NewValues(1);
        _bounds ??= new(columns.Select((column, place) => (place, (-Gain(column, values), place))));
        while (_bounds.TryDequeue(out var place, out var bound))
        {
            if (!isOpen(columns[place]))
            {
                continue;
            }

            var gain = Gain(columns[place], values);
            if (gain < -bound.NegativeGain && _bounds.TryPeek(out _, out var next) && (-gain, place).CompareTo(next) > 0)
            {
                _bounds.Enqueue(place, (-gain, place));
                continue;
            }

            return (columns[place], gain);
        }

        return null;
    }

    double Gain(int column, double[][] values)
    {
        Span<double> sum = [0];
        for (var draw = 0; draw < draws.Count; draw++)
        {
            for (var k = 0; k < values.Length; k++)
            {
                values[k][0] = draws.Whole(draw, k, column);
            }

            gains.AddGains(draw, values, sum);
        }

        return sum[0] / draws.Count * weightOf(column);
    }

    double[][] NewValues(int length) => [.. Enumerable.Range(0, draws.Objectives).Select(_ => new double[length])];
}
