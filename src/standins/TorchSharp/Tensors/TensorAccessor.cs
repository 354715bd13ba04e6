using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a CPU tensor's elements. It is valid as long as its tensor is.</summary>
/// <typeparam name="T">The tensor's element type.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    readonly torch.Tensor _tensor;
    readonly bool _owned;
    readonly long[] _sizes;
    readonly long[] _strides;

    internal TensorAccessor(torch.Tensor tensor, bool owned)
    {
        _tensor = tensor;
        _owned = owned;
        _sizes = tensor.size();
        _strides = tensor.stride();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    /// <summary>The element at a position in row-major order, or at one index per dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public unsafe T this[params long[] indices]
    {
        get => ((T*)_tensor.Data())[Offset(indices)];
        set => ((T*)_tensor.Data())[Offset(indices)] = value;
    }

    /// <summary>The elements in row-major order.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies as many elements as there are and as fit, in row-major order.</summary>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using var rows = _tensor.contiguous();
        var length = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        new ReadOnlySpan<T>((T*)rows.Data() + tensorIndex, length).CopyTo(array[arrayIndex..]);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Sets as many elements as there are and as are given, in row-major order.</summary>
    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var length = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        var data = (T*)_tensor.Data();
        if (_tensor.is_contiguous())
        {
            array.Slice(arrayIndex, length).CopyTo(new Span<T>(data + tensorIndex, length));
            return;
        }

        for (var i = 0; i < length; i++)
        {
            data[Offset([tensorIndex + i])] = array[arrayIndex + i];
        }
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        if (_owned)
        {
            _tensor.Dispose();
        }
    }

    long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            indices = Unravel(indices[0]);
        }

        long offset = 0;
        for (var i = 0; i < _sizes.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _sizes[i])
            {
                throw new IndexOutOfRangeException($"{indices[i]} is outside dimension {i} of size {_sizes[i]}.");
            }

            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    long[] Unravel(long position)
    {
        if (position < 0 || position >= Count)
        {
            throw new IndexOutOfRangeException($"{position} is outside a tensor of {Count} elements.");
        }

        var indices = new long[_sizes.Length];
        for (var i = indices.Length - 1; i >= 0; i--)
        {
            (position, indices[i]) = Math.DivRem(position, _sizes[i]);
        }

        return indices;
    }
}
