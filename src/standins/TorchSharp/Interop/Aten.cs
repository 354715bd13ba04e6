using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace TorchSharp.Interop;

/// <summary>
/// Calls libtorch's operators by their schema name, such as <c>add.Tensor</c>. Arguments are positional as in the schema;
/// those left out at the end take its defaults.
/// </summary>
static unsafe class Aten
{
    // Operators have at most a dozen arguments; shapes and strides are short. Longer lists go to the heap.
    const int WordsOnStack = 64;

    static readonly ConcurrentDictionary<string, nint> Operators = new();

    /// <summary>Calls an operator that gives one tensor.</summary>
    public static torch.Tensor Call(string name, params ReadOnlySpan<Argument> arguments) => ToTensor(Invoke(name, arguments)[0]);

    /// <summary>Calls an operator that gives two tensors.</summary>
    public static (torch.Tensor First, torch.Tensor Second) CallForTwo(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments);
        return (ToTensor(results[0]), ToTensor(results[1]));
    }

    /// <summary>Calls an operator that gives a list of tensors, or several.</summary>
    public static torch.Tensor[] CallForMany(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = Invoke(name, arguments);
        var tensors = new torch.Tensor[results.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = ToTensor(results[i]);
        }

        return tensors;
    }

    /// <summary>Calls an operator that gives a number.</summary>
    public static Scalar CallForScalar(string name, params ReadOnlySpan<Argument> arguments)
    {
        var result = Invoke(name, arguments)[0];
        return new Scalar(result.Kind, result.Bits);
    }

    /// <summary>Calls an operator that changes its arguments in place and whose result, if any, is one of them.</summary>
    public static void Run(string name, params ReadOnlySpan<Argument> arguments)
    {
        foreach (ref readonly var result in Invoke(name, arguments))
        {
            if (result.Kind == ValueKind.Tensor)
            {
                LibTorch.ts_release((nint)result.Bits);
            }
        }
    }

    static torch.Tensor ToTensor(in NativeValue result) => new((nint)result.Bits);

    /// <summary>Calls the operator; the results stay where the shim keeps them until this thread's next call.</summary>
    [SkipLocalsInit]
    static ReadOnlySpan<NativeValue> Invoke(string name, ReadOnlySpan<Argument> arguments)
    {
        var found = Operators.GetOrAdd(name, static key => Find(key));

        var words = 0;
        foreach (ref readonly var argument in arguments)
        {
            words += argument.Words;
        }

        Span<nint> lists = words <= WordsOnStack ? stackalloc nint[WordsOnStack] : new nint[words];
        var values = stackalloc NativeValue[arguments.Length];

        fixed (nint* room = lists)
        {
            var used = 0;
            for (var i = 0; i < arguments.Length; i++)
            {
                ref readonly var argument = ref arguments[i];
                values[i] = new NativeValue { Kind = argument.Kind, Count = argument.Count, Bits = argument.Bits };
                if (argument.Words > 0)
                {
                    argument.CopyTo(lists[used..]);
                    values[i].Bits = (long)(room + used);
                    used += argument.Words;
                }
            }

            LibTorch.Check(LibTorch.ts_call(found, values, arguments.Length, out var results, out var count));

            // A finalizer must not release a tensor that the call was using.
            foreach (ref readonly var argument in arguments)
            {
                GC.KeepAlive(argument.Reference);
            }

            return new ReadOnlySpan<NativeValue>(results, count);
        }
    }

    static nint Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (plain, overload) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        LibTorch.Check(LibTorch.ts_operator("aten::" + plain, overload, out var found));
        return found;
    }
}
