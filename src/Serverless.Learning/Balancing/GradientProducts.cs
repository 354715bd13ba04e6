namespace Serverless.Learning.Balancing;

/// <summary>The dot products of T gradients with one another: T × T, symmetric, positive semidefinite.</summary>
sealed class GradientProducts
{
    readonly double[] _products;

    /// <param name="products">The products, T × T, row-major.</param>
    /// <exception cref="BalancingException">A product is not finite.</exception>
    public GradientProducts(double[] products)
    {
        _products = products;
        Count = (int)Math.Sqrt(products.Length);
        for (var gradient = 0; gradient < Count; gradient++)
        {
            if (!double.IsFinite(this[gradient, gradient]))
            {
                throw new BalancingException(
                    $"The gradient of loss {gradient + 1} of {Count} is not finite: its squared length is {this[gradient, gradient]}. "
                    + "Lower the learning rate, or check its targets for values that are not finite.");
            }
        }
    }

    /// <value>The number of gradients, T.</value>
    public int Count { get; }

    /// <summary>Gets the product of two gradients.</summary>
    public double this[int first, int second] => _products[(first * Count) + second];

    /// <summary>Computes the products of gradients of equal dimension.</summary>
    public static GradientProducts Of(IReadOnlyList<double[]> gradients)
    {
        var count = gradients.Count;
        var products = new double[count * count];
        for (var place = 0; place < products.Length; place++)
        {
            products[place] = gradients[place / count].Zip(gradients[place % count], static (one, other) => one * other).Sum();
        }

        return new(products);
    }

    /// <summary>Returns the length of a gradient.</summary>
    public double Length(int gradient) => Math.Sqrt(Math.Max(0, this[gradient, gradient]));

    /// <summary>Returns the product of each gradient with a weighted sum of all.</summary>
    public double[] With(ReadOnlySpan<double> weights)
    {
        var products = new double[Count];
        for (var first = 0; first < Count; first++)
        {
            for (var second = 0; second < Count; second++)
            {
                products[first] += this[first, second] * weights[second];
            }
        }

        return products;
    }

    /// <summary>Returns the product of two weighted sums.</summary>
    public double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var with = With(second);
        var sum = 0.0;
        for (var place = 0; place < Count; place++)
        {
            sum += first[place] * with[place];
        }

        return sum;
    }

    /// <summary>Returns the products of the gradients after each is multiplied by its factor.</summary>
    public GradientProducts Scaled(double[] factors)
    {
        var scaled = new double[_products.Length];
        for (var place = 0; place < scaled.Length; place++)
        {
            scaled[place] = _products[place] * factors[place / Count] * factors[place % Count];
        }

        return new(scaled);
    }
}
