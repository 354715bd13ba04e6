namespace Serverless.Core.Surrogates;

/// <summary>What several trainings had reached on their way.</summary>
/// <param name="Points">Names of where, the first first, c.</param>
/// <param name="Values">n × c, row-major; NaN where a training's value is not known.</param>
public sealed record LearningCurves(IReadOnlyList<string> Points, double[] Values)
{
    /// <summary>Some of the trainings, in the order asked for.</summary>
    public LearningCurves Subset(IReadOnlyList<int> indices) =>
        this with { Values = [.. indices.SelectMany(index => Values[(index * Points.Count)..((index + 1) * Points.Count)])] };

    /// <summary>What a graph reads: each training's values, 0 where there is none, then 1 where there is one.</summary>
    /// <param name="values">n × c.</param>
    /// <param name="destination">n × 2 c.</param>
    /// <param name="points">c.</param>
    public static void Write(ReadOnlySpan<double> values, Span<float> destination, int points)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var at = (i / points * 2 * points) + (i % points);
            destination[at] = double.IsNaN(values[i]) ? 0 : (float)values[i];
            destination[at + points] = double.IsNaN(values[i]) ? 0 : 1;
        }
    }
}
