namespace Serverless.Algorithms.Policies;

/// <summary>Generates weight vectors of objectives that are spread evenly over the simplex, however many of them are used.</summary>
static class TradeOffs
{
    static readonly int[] Bases = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

    /// <summary>
    /// Returns the weights of one trade-off: first each objective alone, then mixtures; with two objectives the first has ½, ¼, ¾, ⅛ ...
    /// </summary>
    /// <remarks>The weights are the gaps between the sorted coordinates of the Halton sequence (1960).</remarks>
    /// <param name="index">The index of the trade-off, from 0.</param>
    /// <param name="objectives">The number of objectives, at least 1.</param>
    public static double[] At(int index, int objectives)
    {
        var weights = new double[objectives];
        if (index < objectives)
        {
            weights[index] = 1;
            return weights;
        }

        double[] cuts = [0, .. Enumerable.Range(0, objectives - 1).Select(place => Halton(index - objectives + 1, place)).Order(), 1];
        for (var i = 0; i < objectives; i++)
        {
            weights[i] = cuts[i + 1] - cuts[i];
        }

        return weights;
    }

    /// <summary>Returns a share between 0 and 1: ½, ¼, ¾, ⅛ ...</summary>
    /// <param name="index">The index of the share, from 0.</param>
    public static double ShareAt(int index) => Halton(index + 1, 0);

    /// <summary>Returns the weights on the path from the first objective alone, via each of the others, to the last.</summary>
    /// <param name="share">The position on the path, 0 to 1.</param>
    /// <param name="objectives">The number of objectives, at least 1.</param>
    public static double[] Along(double share, int objectives)
    {
        var weights = new double[objectives];
        var place = share * (objectives - 1);
        var corner = Math.Min((int)place, Math.Max(0, objectives - 2));
        weights[corner] = objectives > 1 ? 1 - (place - corner) : 1;
        if (objectives > 1)
        {
            weights[corner + 1] = place - corner;
        }

        return weights;
    }

    /// <summary>Returns a coordinate of the Halton sequence; beyond the last prime, coordinates repeat from further on in the sequence.</summary>
    static double Halton(int index, int coordinate)
    {
        var radix = Bases[coordinate % Bases.Length];
        var (value, share) = (0.0, 1.0);
        for (var rest = index + coordinate / Bases.Length; rest > 0; rest /= radix)
        {
            share /= radix;
            value += share * (rest % radix);
        }

        return value;
    }
}
