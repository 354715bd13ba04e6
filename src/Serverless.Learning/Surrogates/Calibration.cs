using Serverless.Learning.Surrogates.Networks;

namespace Serverless.Learning.Surrogates;

/// <summary>The lines that convert a network's outputs to values in the targets' own units: one per member and target.</summary>
/// <param name="Slopes">The slopes, members × m.</param>
/// <param name="Offsets">The offsets, members × m.</param>
/// <param name="Bends">The bends of the lines, for members × m outputs; null for straight lines.</param>
sealed record Calibration(float[] Slopes, float[] Offsets, Bends? Bends = null)
{
    /// <summary>
    /// Creates the lines that undo the scaling of the targets. For a network whose values are an order only, a least-squares line first maps them to
    /// the scaled targets that the member has seen.
    /// </summary>
    public static Calibration Of(SurrogateNetwork network, FitData data, bool isOrderOnly)
    {
        if (data.NormalScores is { } scores)
        {
            return Of([.. Enumerable.Repeat(scores, network.Members).SelectMany(member => member)]);
        }

        var targets = data.Set.Targets.Count;
        var (slopes, offsets) = (new float[network.Members * targets], new float[network.Members * targets]);
        var answers = isOrderOnly ? data.Ask(network) : null;
        for (var member = 0; member < network.Members; member++)
        {
            var heldOut = data.HeldOut[member].ToHashSet();
            for (var target = 0; target < targets; target++)
            {
                var place = (member * targets) + target;
                var scale = data.Scales[target];
                var (slope, offset) = answers is null ? (1, 0) : Line(answers, data, place, target, heldOut);
                slopes[place] = (float)(slope * scale.Deviation);
                offsets[place] = (float)((offset * scale.Deviation) + scale.Mean);
            }
        }

        return new(slopes, offsets);
    }

    /// <summary>Applies the lines to n × members × m values, in place.</summary>
    public float[] Apply(float[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (output, value) = (i % Slopes.Length, values[i]);
            values[i] = (value * Slopes[output]) + Offsets[output] + (Bends?.At(output, Slopes.Length, value) ?? 0);
        }

        return values;
    }

    /// <summary>Creates the lines that convert normal scores back to values, for each output.</summary>
    static Calibration Of(NormalScores[] outputs)
    {
        double[][] slopes = [.. outputs.Select(output => output.Heights.Zip(output.Heights.Skip(1), (from, to) => to - from)
            .Select(rise => rise / (output.Knots[1] - output.Knots[0])).ToArray())];
        return new(
            [.. slopes.Select(slope => (float)slope[0])],
            [.. outputs.Zip(slopes, (output, slope) => (float)(output.Heights[0] - (slope[0] * output.Knots[0])))],
            new(
                [.. outputs.SelectMany(output => output.Knots[1..^1]).Select(knot => (float)knot)],
                [.. slopes.SelectMany(slope => slope.Skip(1).Zip(slope, (next, last) => (float)(next - last)))]));
    }

    static (double Slope, double Offset) Line(MemberAnswers answers, FitData data, int place, int target, HashSet<int> heldOut)
    {
        var targets = data.Set.Targets.Count;
        var stride = answers.Values.Length / data.Set.Count;
        var scale = data.Scales[target];
        var points = Enumerable.Range(0, data.Set.Count)
            .Where(index => !heldOut.Contains(index) && !double.IsNaN(data.Set.Values[(index * targets) + target]))
            .Select(index => (X: (double)answers.Values[(index * stride) + place],
                Y: (data.Set.Values[(index * targets) + target] - scale.Mean) / scale.Deviation))
            .ToList();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var variance = points.Sum(point => (point.X - x) * (point.X - x));
        var slope = variance > 0 ? points.Sum(point => (point.X - x) * (point.Y - y)) / variance : 0;
        return (slope, y - (slope * x));
    }
}
