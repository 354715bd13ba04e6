using Serverless.Spaces.Features;

namespace Serverless.Algorithms.Models;

/// <content>The computation of weights from parameters and values.</content>
public sealed partial class FeatureProcess
{
    static List<int> PlacesOf(SpaceFeatures features, FeatureView view, FeatureScale scale) =>
        [.. view.Groups.SelectMany(group => group).SelectMany(block => Enumerable.Range(scale.Starts[block], features.Blocks[block].Names.Count))];

    static ProcessTerm TermOf(
        KernelTerm term, int index, AdditiveKernel kernel, double[] parameters, FeatureScale scale, List<int> places, FeatureTable table, FeatureRows rows)
    {
        var isLinear = term.Kind == KernelKind.Linear;
        var (columns, factors, offsets) = (new List<int>(), new List<double>(), new List<double>());
        foreach (var (place, block) in term.Blocks.Index())
        {
            var unit = isLinear ? 1 : Math.Sqrt(kernel.Scale(index, place, parameters));
            foreach (var column in places.GetRange(table.Blocks[block].First, table.Blocks[block].Count))
            {
                var offset = scale.Apply(column, 0);
                var factor = scale.Apply(column, 1) - offset;
                if (factor != 0)
                {
                    columns.Add(column);
                    factors.Add(factor * unit);
                    offsets.Add(offset * unit);
                }
            }
        }

        var empty = new ProcessTerm(isLinear, Math.Exp(parameters[index]), [.. columns], [.. factors], [.. offsets], []);
        return empty with { Points = [.. Enumerable.Range(0, rows.Count).SelectMany(row => empty.Scale(rows[row]))] };
    }

    static FeatureProcess Condition(ProcessTerm[] terms, double noise, double[] values, double shift, double scale, CancellationToken cancellation)
    {
        var count = values.Length;
        var size = CholeskyFactor.PaddedSize(count);
        var matrix = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            var own = matrix.AsSpan(row * size, row < count ? count : 0);
            own.Fill(Constant);
            foreach (var term in row < count ? terms : [])
            {
                term.AddTo(own, term.Point(row));
            }

            matrix[(row * size) + row] = row < count ? matrix[(row * size) + row] + noise : 1;
        }

        // If rounding leaves the matrix indefinite, the noise is too small and is increased.
        var order = PivotedOrder.Of(matrix, size, count, Math.Min(count, MostLeading));
        var (permuted, added) = (new double[size * size], 0.0);
        PivotedOrder.Permute(matrix, size, order, permuted);
        var factor = CholeskyFactor.TryCreate(permuted, size);
        while (factor is null)
        {
            // What is added doubles in each step, so that it finally outweighs any finite covariances.
            cancellation.ThrowIfCancellationRequested();
            added = added > 0 ? 2 * added : noise;
            if (!double.IsFinite(added))
            {
                throw new ArithmeticException($"The covariances of {count} rows are not finite, so no process fits them: look for features that are not finite or far too large.");
            }

            for (var i = 0; i < count; i++)
            {
                permuted[(i * size) + i] = matrix[(order[i] * size) + order[i]] + added;
            }

            factor = CholeskyFactor.TryCreate(permuted, size);
        }

        noise += added;
        double[] ordered = [.. order.Select(place => values[place]), .. new double[size - count]];
        var weights = factor.Solve(ordered);
        var (inverse, lower) = (new double[size * size], new double[size * size]);
        factor.Invert(inverse, lower);
        var leading = Math.Min(count, MostLeading);
        var whitening = new double[leading * leading];
        for (var row = 0; row < leading; row++)
        {
            lower.AsSpan(row * size, leading).CopyTo(whitening.AsSpan(row * leading));
        }

        // Leave-one-out predictions in closed form: Rasmussen, Williams 2006, equations 5.10 to 5.12.
        var leftOut = new LeftOut(new double[count], new double[count], new double[count]);
        for (var place = 0; place < count; place++)
        {
            var (row, own) = (order[place], inverse[(place * size) + place]);
            var exact = Math.Sqrt(1 / own);
            leftOut.Means[row] = shift + (scale * (values[row] - (weights[place] / own)));
            leftOut.Exact[row] = scale * exact;
            leftOut.Deviations[row] = scale * (place < leading
                ? exact
                : Math.Sqrt(VarianceOf(whitening, leading, permuted[(place * size) + place], permuted.AsSpan(place * size, leading), noise)));
        }

        IReadOnlyList<ProcessTerm> inOrder = [.. terms.Select(term => term with { Points = [.. order.SelectMany(row => term.Point(row).ToArray())] })];
        return new FeatureProcess(inOrder, weights[..count], whitening, noise, shift, scale, leftOut);
    }
}
