using Serverless.Algorithms.ModelBased.Improvements;

namespace Serverless.Algorithms.Acquisition;

/// <summary>
/// Chooses candidates one at a time, each time the one with the largest mean gain over joint draws; a chosen candidate joins every draw with the
/// values it has there.
/// </summary>
/// <remarks>
/// The sequential greedy batch of Daulton, Balandat, Bakshy 2020, section 3.3. The draws of an ensemble are whole from the start: with such draws,
/// gains that never grow are computed again only while they are the largest (Minoux 1978). Otherwise all gains are computed for each choice.
/// </remarks>
/// <param name="draws">The joint draws of the candidates to choose from, and of the others that can join.</param>
/// <param name="gains">The gains over what is known.</param>
/// <param name="columns">The columns that can be chosen; of equal gains the first wins.</param>
/// <param name="weightOf">A function that returns the factor for the gain of a column, at least 0.</param>
sealed class SequentialChoice(ObjectiveDraws draws, IDrawnGains gains, int[] columns, Func<int, double> weightOf)
{
    readonly bool _isLazy = draws.AreWhole && gains.NeverGrow;
    PriorityQueue<int, (double NegativeGain, int Place)>? _bounds;

    /// <summary>Draws a column's values and adds them to every draw.</summary>
    public void Join(int column) => gains.Add(draws.Fix(column));

    /// <summary>Returns the best open column and its mean gain; null when none is left.</summary>
    /// <param name="isOpen">Whether a column can be chosen; a column that was returned once is not returned again.</param>
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
