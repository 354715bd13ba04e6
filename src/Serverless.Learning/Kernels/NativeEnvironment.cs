using System.Runtime.InteropServices;

namespace Serverless.Learning.Kernels;

/// <summary>Sets environment variables for native libraries of this process, which do not see the copy of the environment that .NET keeps.</summary>
static class NativeEnvironment
{
    /// <exception cref="PlatformNotSupportedException">The system's C library has no setenv.</exception>
    public static void Set(string name, string value)
    {
        try
        {
            if (SetVariable(name, value, overwrite: 1) != 0)
            {
                throw new PlatformNotSupportedException($"setenv({name}) failed.");
            }
        }
        catch (Exception other) when (other is EntryPointNotFoundException or DllNotFoundException)
        {
            throw new PlatformNotSupportedException($"{name} cannot be set on this system; set it before starting the process.", other);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int SetVariable(string name, string value, int overwrite);
}
