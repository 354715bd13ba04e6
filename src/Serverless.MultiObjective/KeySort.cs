namespace Serverless.MultiObjective;

/// <summary>
/// Sorts numbers together with the indices that they belong to. The indices ascend initially; among equal numbers they also ascend afterwards.
/// </summary>
/// <remarks>
/// For more than a few numbers this is a radix sort from the lowest byte up: O(n) with eight passes, fewer where all numbers share a byte. Zero and
/// negative zero are equal; NaN is not allowed.
/// </remarks>
static class KeySort
{
    const int Radix = 256;
    const int Passes = sizeof(ulong);

    /// <summary>The largest count for which comparing is faster than counting bytes.</summary>
    const int Few = 200;

    public static void Sort(Span<double> keys, Span<int> order)
    {
        if (keys.Length <= Few)
        {
            Compare(keys, order);
            return;
        }

        var items = new Item[keys.Length];
        var counts = new int[Passes * Radix];
        for (var i = 0; i < items.Length; i++)
        {
            var bits = Bits(keys[i]);
            items[i] = new Item(bits, keys[i], order[i]);
            for (var pass = 0; pass < Passes; pass++)
            {
                counts[(pass * Radix) + (int)((bits >> (8 * pass)) & (Radix - 1))]++;
            }
        }

        var sorted = Scatter(items, counts);
        for (var i = 0; i < sorted.Length; i++)
        {
            (keys[i], order[i]) = (sorted[i].Key, sorted[i].Index);
        }
    }

    static Item[] Scatter(Item[] items, int[] counts)
    {
        var other = new Item[items.Length];
        for (var pass = 0; pass < Passes; pass++)
        {
            var places = counts.AsSpan(pass * Radix, Radix);
            var shift = 8 * pass;
            if (places[(int)((items[0].Bits >> shift) & (Radix - 1))] == items.Length)
            {
                continue;
            }

            var place = 0;
            foreach (ref var count in places)
            {
                (count, place) = (place, place + count);
            }

            foreach (ref readonly var item in items.AsSpan())
            {
                other[places[(int)((item.Bits >> shift) & (Radix - 1))]++] = item;
            }

            (items, other) = (other, items);
        }

        return items;
    }

    /// <summary>
    /// Returns whole numbers with the same order: all bits of negative numbers are flipped, so that a more negative number is smaller.
    /// </summary>
    static ulong Bits(double key)
    {
        // Adding zero makes a negative zero positive.
        var bits = BitConverter.DoubleToInt64Bits(key + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    static void Compare(Span<double> keys, Span<int> order)
    {
        keys.Sort(order);
        for (var i = 1; i < keys.Length; i++)
        {
            // Runs of equal keys are short for real numbers, and only runs can be out of order.
            var index = order[i];
            var place = i;
            for (; place > 0 && keys[place - 1] == keys[i] && order[place - 1] > index; place--)
            {
                order[place] = order[place - 1];
            }

            order[place] = index;
        }
    }

    readonly record struct Item(ulong Bits, double Key, int Index);
}
