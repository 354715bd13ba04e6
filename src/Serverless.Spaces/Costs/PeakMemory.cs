namespace Serverless.Spaces.Costs;

/// <summary>Computes the peak memory of a network's activations, for one image at a time.</summary>
/// <remarks>
/// Operators run in the outline's order, each tensor is kept until its last reader has run, and while an operator runs, its inputs and
/// its output are in memory together. An elementwise operator overwrites an input of its output's size if it is its last reader, as runtimes
/// do, but never the image. The network's output is kept to the end. Weights and a library's working space are not counted.
/// </remarks>
public static class PeakMemory
{
    /// <summary>Returns the largest number of elements in memory at once. O(operators × inputs).</summary>
    public static long ElementsOf(NetworkOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        var lastReader = new Dictionary<int, int>();
        foreach (var (index, step) in outline.Operators.Index())
        {
            foreach (var input in step.Inputs)
            {
                lastReader[input.Id] = index;
            }
        }

        var live = outline.Input.Elements;
        var peak = live;
        foreach (var (index, step) in outline.Operators.Index())
        {
            var dying = step.Inputs.Where(input => lastReader[input.Id] == index).Distinct().ToList();
            var isInPlace = step.IsElementwise
                && dying.Exists(input => input.Id != outline.Input.Id && input.Elements == step.Output.Elements);

            peak = Math.Max(peak, live + (isInPlace ? 0 : step.Output.Elements));
            live += step.Output.Elements - dying.Sum(input => input.Elements);
        }

        return peak;
    }
}
