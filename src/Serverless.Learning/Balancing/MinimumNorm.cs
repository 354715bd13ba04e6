namespace Serverless.Learning.Balancing;

/// <summary>Finds the shortest vector in the convex hull of others, from their products.</summary>
/// <remarks>
/// Frank, Wolfe 1956, starting from the best pair, with exact line search. A step away from a vertex is taken where it promises more than a step
/// towards one (Guélat, Marcotte 1986), which avoids zigzagging along a face. The search ends when the duality gap, which bounds half the distance
/// of the squared length from its minimum, is small; otherwise the best weights so far are returned with their gap.
/// </remarks>
static class MinimumNorm
{
    const int MostIterations = 1_000;
    const double Tolerance = 1e-12;

    /// <summary>Finds the weights, which are at least 0 and sum to 1.</summary>
    public static MinimumNormSolution Solve(GradientProducts products)
    {
        if (products.Count == 1)
        {
            return new([1], 0);
        }

        var weights = BestPair(products);
        if (products.Count == 2)
        {
            return new(weights, GapOf(products, weights));
        }

        var allowed = Tolerance * Enumerable.Range(0, products.Count).Max(place => products[place, place]);
        for (var iteration = 0; iteration < MostIterations && GapOf(products, weights) > allowed; iteration++)
        {
            if (!Step(products, weights))
            {
                break;
            }
        }

        return new(weights, GapOf(products, weights));
    }

    /// <summary>Returns the share of the first of two vectors in their shortest mean.</summary>
    /// <param name="first">The product of the first vector with itself.</param>
    /// <param name="both">The product of the two vectors.</param>
    /// <param name="second">The product of the second vector with itself.</param>
    public static double ShareOfFirst(double first, double both, double second)
    {
        var apart = first - (2 * both) + second;
        return apart > 0 ? Math.Clamp((second - both) / apart, 0, 1) : first <= second ? 1 : 0;
    }

    static double[] BestPair(GradientProducts products)
    {
        var best = (Length: double.PositiveInfinity, First: 0, Second: 1, Share: 1.0);
        for (var first = 0; first < products.Count; first++)
        {
            for (var second = first + 1; second < products.Count; second++)
            {
                var share = ShareOfFirst(products[first, first], products[first, second], products[second, second]);
                var length = (share * share * products[first, first]) + (2 * share * (1 - share) * products[first, second])
                    + ((1 - share) * (1 - share) * products[second, second]);
                best = length < best.Length ? (length, first, second, share) : best;
            }
        }

        var weights = new double[products.Count];
        (weights[best.First], weights[best.Second]) = (best.Share, 1 - best.Share);
        return weights;
    }

    /// <summary>Takes one step along the better of the two directions; returns false if no step improves.</summary>
    static bool Step(GradientProducts products, double[] weights)
    {
        var with = products.With(weights);
        var square = weights.Zip(with, static (weight, product) => weight * product).Sum();
        var towards = Array.IndexOf(with, with.Min());
        var away = Enumerable.Range(0, weights.Length).Where(place => weights[place] > 0).MaxBy(place => with[place]);
        var isTowards = square - with[towards] >= with[away] - square || weights[away] >= 1;
        var vertex = isTowards ? towards : away;

        // The direction is d = ±(e − w); the squared length along it is square + 2 step w·d + step² d·d.
        var apart = products[vertex, vertex] - (2 * with[vertex]) + square;
        var slope = isTowards ? square - with[towards] : with[away] - square;
        var longest = isTowards ? 1 : weights[away] / (1 - weights[away]);
        var step = apart > 0 ? Math.Min(slope / apart, longest) : longest;
        if (!(step > 0))
        {
            return false;
        }

        var signed = isTowards ? step : -step;
        for (var place = 0; place < weights.Length; place++)
        {
            weights[place] *= 1 - signed;
        }

        weights[vertex] = Math.Max(0, weights[vertex] + signed);
        if (!isTowards && step == longest)
        {
            weights[vertex] = 0;
        }

        return true;
    }

    /// <summary>Returns an upper bound of half the difference between the squared length of the vector and the minimum.</summary>
    static double GapOf(GradientProducts products, double[] weights)
    {
        var with = products.With(weights);
        return weights.Zip(with, static (weight, product) => weight * product).Sum() - with.Min();
    }
}

/// <summary>The weights of the shortest vector.</summary>
/// <param name="Weights">The weights, at least 0, sum 1.</param>
/// <param name="Gap">The duality gap.</param>
readonly record struct MinimumNormSolution(double[] Weights, double Gap);
