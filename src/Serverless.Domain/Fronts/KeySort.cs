namespace Serverless.Domain.Fronts;

/// <summary>Sorts numbers together with the indices that they belong to; equal ones stay in their order.</summary>
/// <remarks>
/// A radix sort from the lowest byte up: O(n) with eight passes, fewer where all numbers share a byte. Zero and negative zero are
/// equal; there must be no NaN.
/// </remarks>
static class KeySort
{
    const int Radix = 256;
    const int Passes = sizeof(ulong);

    /// <summary>Up to this many, inserting one after the other is faster than counting bytes.</summary>
    const int Few = 24;

    public static void Sort(Span<double> keys, Span<int> order)
    {
        if (keys.Length <= Few)
        {
            Insert(keys, order);
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

    /// <summary>Whole numbers in the same order: negative ones have all bits turned, so that more negative is less.</summary>
    static ulong Bits(double key)
    {
        // Adding zero makes a negative zero positive.
        var bits = BitConverter.DoubleToInt64Bits(key + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    static void Insert(Span<double> keys, Span<int> order)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, index) = (keys[i], order[i]);
            var place = i;
            for (; place > 0 && keys[place - 1] > key; place--)
            {
                (keys[place], order[place]) = (keys[place - 1], order[place - 1]);
            }

            (keys[place], order[place]) = (key, index);
        }
    }

    readonly record struct Item(ulong Bits, double Key, int Index);
}
