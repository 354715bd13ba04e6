using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra.</summary>
    public static class linalg
    {
        /// <summary>The eigenvalues of symmetric matrices, in ascending order.</summary>
        /// <param name="input">... × n × n.</param>
        /// <param name="UPLO">Which triangle is read: <c>L</c> or <c>U</c>.</param>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.Call("linalg_eigvalsh", input, UPLO.ToString());
    }
}
