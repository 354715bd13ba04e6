namespace Serverless.Learning.Balancing;

/// <summary>
/// Sums the gradients after removing from each, one after the other in a random order, its components that conflict with other gradients
/// (Yu, Kumar, Gupta, Levine, Hausman, Finn 2020).
/// </summary>
sealed class PcGradBalancer(int count) : IBalancer
{
    public string Name => Balancers.PcGrad;

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
        var weights = new double[count];
        for (var gradient = 0; gradient < count; gradient++)
        {
            // The projected gradient as a combination of all gradients.
            var own = new double[count];
            own[gradient] = 1;
            int[] others = [.. Enumerable.Range(0, count).Where(other => other != gradient)];
            for (var place = others.Length - 1; place > 0; place--)
            {
                var from = step.Random.NextInt(place + 1);
                (others[place], others[from]) = (others[from], others[place]);
            }

            foreach (var other in others)
            {
                var product = products.With(own)[other];
                if (product < 0 && products[other, other] > 0)
                {
                    own[other] -= product / products[other, other];
                }
            }

            for (var place = 0; place < count; place++)
            {
                weights[place] += own[place];
            }
        }

        return weights;
    }
}
