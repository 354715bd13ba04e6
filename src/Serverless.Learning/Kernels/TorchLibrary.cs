using System.Runtime.InteropServices;
using TorchSharp;

namespace Serverless.Learning.Kernels;

/// <summary>Loads the native libtorch of this process, and sets options of it that TorchSharp does not offer.</summary>
static class TorchLibrary
{
    // Exported C++ functions: at::globalContext() and members of at::Context.
    const string GlobalContext = "_ZN2at13globalContextEv";
    const string SetNnpack = "_ZN2at7Context20setUserEnabledNNPACKEb";
    const string SetOneDnn = "_ZN2at7Context20setUserEnabledMkldnnEb";

    static readonly Lazy<nint> Library = new(Open);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate nint Getter();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate void Switch(nint context, [MarshalAs(UnmanagedType.I1)] bool isOn);

    /// <summary>Loads libtorch and TorchSharp's native part.</summary>
    /// <exception cref="TorchException">They cannot be loaded; the message says what to do.</exception>
    public static void Load()
    {
        _ = Library.Value;

        // NNPACK asks for the processor's model at every convolution, and warns each time if it does not know it. oneDNN is faster anyway.
        TrySet(SetNnpack, false);
    }

    /// <exception cref="TorchException">This libtorch cannot switch oneDNN off.</exception>
    public static void UseOneDnn(bool isOn)
    {
        if (!TrySet(SetOneDnn, isOn))
        {
            throw new TorchException("This libtorch does not export at::Context::setUserEnabledMkldnn.");
        }
    }

    static bool TrySet(string name, bool isOn)
    {
        if (!NativeLibrary.TryGetExport(Library.Value, GlobalContext, out var context) || !NativeLibrary.TryGetExport(Library.Value, name, out var set))
        {
            return false;
        }

        Marshal.GetDelegateForFunctionPointer<Switch>(set)(Marshal.GetDelegateForFunctionPointer<Getter>(context)(), isOn);
        return true;
    }

    static nint Open()
    {
        try
        {
            // Loads the same names in the same order as TorchSharp, but keeps the loader's message if that fails.
            var library = NativeLibrary.Load("torch_cpu", typeof(torch).Assembly, null);
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
            return library;
        }
        catch (DllNotFoundException missing) when (missing.Message.Contains("GLIBCXX_", StringComparison.Ordinal))
        {
            throw new TorchException(
                "TorchSharp cannot be loaded: it needs the libstdc++ of GCC 13 or later (GLIBCXX_3.4.32), which this system does not have. "
                + "Run './serverless setup', which provides it, and start programs by './serverless' (or export the LD_LIBRARY_PATH that "
                + "'./serverless doctor' names).",
                missing);
        }
        catch (DllNotFoundException missing)
        {
            throw new TorchException($"libtorch cannot be loaded. Run './serverless setup --again'. {FirstLine(missing.Message)}", missing);
        }
    }

    static string FirstLine(string text) => text.Split('\n')[0];
}
