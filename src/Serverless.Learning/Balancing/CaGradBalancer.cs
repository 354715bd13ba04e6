namespace Serverless.Learning.Balancing;

/// <summary>
/// Chooses, among all directions whose distance from the mean gradient is at most c times its length, the one along which the worst loss falls most,
/// divided by 1 + c² (Liu, Liu, Jin, Stone, Liu 2021).
/// </summary>
/// <remarks>
/// Solved by the dual: weights w on the simplex minimise g_w·ḡ + c ‖ḡ‖ ‖g_w‖, and the direction is ḡ + c ‖ḡ‖ g_w / ‖g_w‖. The dual is convex;
/// it is minimised by projected gradient descent, with steps that are halved until the value falls.
/// </remarks>
sealed class CaGradBalancer(int count, double aversion) : IBalancer
{
    const int Iterations = 400;
    const int Halvings = 40;
    const double Shortest = 1e-12;

    public string Name => Balancers.CaGrad;

    public bool NeedsProducts => true;

    public double[] Memory
    {
        get => [];
        set => MemoryLength.Check(value, 0, Name);
    }

    public double[] Weigh(BalanceStep step)
    {
        LossRange.Check(step.Losses, count);
        var products = step.Products!; // asked for
        double[] mean = [.. Enumerable.Repeat(1.0 / count, count)];
        var reach = aversion * Math.Sqrt(Math.Max(0, products.Between(mean, mean)));
        var weights = Dual(products, mean, reach);
        var length = Math.Sqrt(Math.Max(0, products.Between(weights, weights)));
        var share = length > Shortest * reach ? reach / length : 0;
        return [.. weights.Select((weight, place) => (mean[place] + (share * weight)) / (1 + (aversion * aversion)))];
    }

    /// <summary>Returns the weights that minimise the dual.</summary>
    static double[] Dual(GradientProducts products, double[] mean, double reach)
    {
        var along = products.With(mean);
        double[] weights = [.. mean];
        var value = ValueOf(products, along, weights, reach);
        var scale = Math.Max(Enumerable.Range(0, products.Count).Max(place => products[place, place]), double.Epsilon);
        var rate = 1 / scale;
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var with = products.With(weights);
            var length = Math.Sqrt(Math.Max(weights.Zip(with, static (weight, product) => weight * product).Sum(), Shortest * scale));
            double[] slopes = [.. with.Select((product, place) => along[place] + (reach * product / length))];
            var halvings = 0;
            for (; halvings < Halvings; halvings++)
            {
                var tried = SimplexProjection.Of([.. weights.Select((weight, place) => weight - (rate * slopes[place]))]);
                var found = ValueOf(products, along, tried, reach);
                if (found < value)
                {
                    (weights, value) = (tried, found);
                    break;
                }

                rate /= 2;
            }

            if (halvings == Halvings)
            {
                break;
            }

            rate *= 2;
        }

        return weights;
    }

    static double ValueOf(GradientProducts products, double[] along, double[] weights, double reach) =>
        weights.Zip(along, static (weight, product) => weight * product).Sum()
            + (reach * Math.Sqrt(Math.Max(0, products.Between(weights, weights))));
}
