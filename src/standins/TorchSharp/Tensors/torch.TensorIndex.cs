namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of an indexing expression: a number, a slice, a tensor of indices or a mask, an ellipsis or a new axis.</summary>
    public struct TensorIndex
    {
        /// <summary>As many full slices as are missing.</summary>
        public static TensorIndex Ellipsis = new() { IndexKind = Kind.Ellipsis };

        /// <summary>A new axis of size 1.</summary>
        public static TensorIndex None = new() { IndexKind = Kind.NewAxis };

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        internal enum Kind
        {
            NewAxis,
            Single,
            Ellipsis,
            Tensor,
            Slice,
        }

        internal Kind IndexKind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { IndexKind = Kind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice(Range range)
        {
            var stop = (range.End.IsFromEnd, range.End.Value) switch
            {
                (true, 0) => (long?)null,
                (true, var fromEnd) => -fromEnd,
                (false, var value) => value,
            };
            return Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, stop);
        }

        public static TensorIndex Single(long? index) => new() { IndexKind = Kind.Single, Start = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { IndexKind = Kind.Tensor, Indices = tensor };
    }
}
