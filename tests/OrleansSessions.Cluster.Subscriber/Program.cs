using System.Reflection;

// A silo-host like the others, in whose process the subscriber grains of this assembly can be.
return (int)Assembly.Load("silo-host").EntryPoint!.Invoke(null, [args])!;
