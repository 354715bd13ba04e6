using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, index => (TensorIndex)index));
            set => index_put_(value, Array.ConvertAll(indices, index => (TensorIndex)index));
        }

        /// <summary>Python's indexing: numbers drop their dimension, slices keep it, tensors gather.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, gathered) = View(indices);
            if (gathered is null)
            {
                return view;
            }

            using (view)
            {
                return Aten.Call("index.Tensor", view, Argument.Optional(gathered));
            }
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Sets what <see cref="index(TensorIndex[])"/> would give; values broadcast.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, gathered) = View(indices);
            using (view)
            {
                if (gathered is null)
                {
                    Aten.Run(accumulate ? "add_.Tensor" : "copy_", view, value);
                }
                else
                {
                    Aten.Run("index_put_", view, Argument.Optional(gathered), value, accumulate);
                }
            }

            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) =>
            index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_select(long dim, Tensor index) => Aten.Call("index_select", this, dim, index);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.Call("index_add_", this, dim, index, source, alpha);

        public Tensor select(long dim, long index) => Aten.Call("select.int", this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => Aten.Call("slice.Tensor", this, dim, start, finish, step);

        public Tensor narrow(long dim, long start, long length) => Aten.Call("narrow", this, dim, start, length);

        public Tensor gather(long dim, Tensor index) => Aten.Call("gather", this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call("scatter.src", this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.Call("scatter_.src", this, dim, index, src);

        public Tensor masked_select(Tensor mask) => Aten.Call("masked_select", this, mask);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call("masked_fill.Scalar", this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.Call("masked_fill_.Scalar", this, mask, value);

        public Tensor nonzero() => Aten.Call("nonzero", this);

        /// <summary>Takes this tensor's elements where the condition holds, else those of <paramref name="y"/>.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.Call("where.self", condition, this, y);

        /// <summary>Applies all places that are views, and lists the tensors that remain to gather by; null entries are kept whole.</summary>
        (Tensor View, Tensor?[]? Gathered) View(TensorIndex[] indices)
        {
            var view = alias();
            var gathered = new List<Tensor?>();
            long dimension = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var place = indices[i];
                if (place.IndexKind == TensorIndex.Kind.Tensor)
                {
                    gathered.Add(place.Indices);
                    dimension += Consumed(place);
                    continue;
                }

                if (place.IndexKind == TensorIndex.Kind.Ellipsis)
                {
                    var skipped = view.ndim - dimension - indices.Skip(i + 1).Sum(Consumed);
                    gathered.AddRange(new Tensor?[skipped]);
                    dimension += skipped;
                    continue;
                }

                using var former = view;
                view = place.IndexKind switch
                {
                    TensorIndex.Kind.Single => former.select(dimension, place.Start ?? 0),
                    TensorIndex.Kind.NewAxis => former.unsqueeze(dimension),
                    _ => Aten.Call("slice.Tensor", former, dimension, place.Start, place.Stop, place.Step ?? 1),
                };
                if (place.IndexKind != TensorIndex.Kind.Single)
                {
                    gathered.Add(null);
                    dimension++;
                }
            }

            return (view, gathered.Exists(tensor => tensor is not null) ? [.. gathered] : null);
        }

        /// <summary>Dimensions of the indexed tensor that the place stands for; a mask stands for as many as it has.</summary>
        static long Consumed(TensorIndex place) => place.IndexKind switch
        {
            TensorIndex.Kind.NewAxis => 0,
            TensorIndex.Kind.Tensor when place.Indices!.dtype == ScalarType.Bool => place.Indices.ndim,
            _ => 1,
        };
    }
}
